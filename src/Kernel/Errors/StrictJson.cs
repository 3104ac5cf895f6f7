using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;

namespace IntegratedCare.Kernel.Errors;

/// <summary>How our APIs read and write JSON: camelCase, enums as words, absent means left out, nothing unknown accepted.</summary>
public static class StrictJson
{
    /// <summary>Applies the conventions to an API's JSON options.</summary>
    public static void Apply(JsonOptions options) => Apply(options.SerializerOptions);

    /// <summary>Applies the conventions to any serializer options.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver =
            (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RequireWhatIsNotNullable).WithAddedModifier(RefuseNullsInLists);
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 32;
        options.Converters.Add(new EnumWordConverter());
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new OffsetTimeConverter());
    }

    // A record's parameter may be left out if and only if it may be null or has a default.
    private static void RequireWhatIsNotNullable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { } parameter)
                property.IsRequired = !parameter.IsNullable && !parameter.HasDefaultValue;
        }
    }

    // Annotations of a list's elements are not seen by the serializer, and none of our lists has room for nothing.
    private static void RefuseNullsInLists(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Enumerable || type.ElementType is not { IsValueType: false }) return;

        type.OnDeserialized = list =>
        {
            if (((System.Collections.IEnumerable)list).Cast<object?>().Contains(null)) throw new JsonException("A list must not hold null.");
        };
    }

    /// <summary>Refuses text that no database column can hold: U+0000 and halves of surrogate pairs.</summary>
    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string? text;
            try
            {
                text = reader.GetString();
            }
            catch (InvalidOperationException e)
            {
                throw new JsonException("Text must be a string of whole Unicode characters.", e);
            }

            return text is not null && text.Contains('\0', StringComparison.Ordinal)
                ? throw new JsonException("Text must not contain U+0000.")
                : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }

    /// <summary>A time without an offset would mean another instant on another machine, so it is refused.</summary>
    private sealed class OffsetTimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var time))
                throw new JsonException("Times are ISO 8601 with an offset.");

            var text = reader.GetString() ?? string.Empty;
            var afterDate = text.IndexOf('T', StringComparison.Ordinal);
            var hasOffset = afterDate > 0 && text.AsSpan(afterDate).IndexOfAny('Z', '+', '-') >= 0;
            return hasOffset ? time : throw new JsonException("Times are ISO 8601 with an offset.");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
    }
}
