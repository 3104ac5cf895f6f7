using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegratedCare.Kernel.Errors;

/// <summary>Reads and writes an enum as one of its camelCase words, exactly.</summary>
/// <remarks>
/// The framework's own converter also takes a list, adds the values up and so makes <c>severe</c>, or a value that has no word and can never
/// be written again, of <c>low, moderate</c>.
/// </remarks>
internal sealed class EnumWordConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter?)Activator.CreateInstance(typeof(OfEnum<>).MakeGenericType(typeToConvert));

    private sealed class OfEnum<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
    {
        private static readonly FrozenDictionary<TEnum, string> Words = Enum.GetValues<TEnum>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        private static readonly FrozenDictionary<string, TEnum> Values =
            Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? ValueOf(reader.GetString()) : throw Unknown();

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Words[value]);

        public override TEnum ReadAsPropertyName(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ValueOf(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Words[value]);

        private static TEnum ValueOf(string? word) =>
            word is not null && Values.TryGetValue(word, out var value) ? value : throw Unknown();

        private static JsonException Unknown() => new($"One of: {string.Join(", ", Values.Keys)}.");
    }
}
