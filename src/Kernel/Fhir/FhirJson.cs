using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.Kernel.Fhir;

/// <summary>FHIR's JSON (hl7.org/fhir/R4/json.html): camelCase, and nothing that is null, empty or blank.</summary>
public static class FhirJson
{
    /// <summary>The media type of FHIR's JSON.</summary>
    public const string ContentType = "application/fhir+json";

    /// <summary>The version of FHIR: R4.</summary>
    public const string Version = "4.0.1";

    /// <summary>Everything of the place's own is named under this: code systems, identifiers, extensions. Each service's README lists its own.</summary>
    public const string Own = "urn:integrated-care:fhir:";

    /// <summary>How England writes down whose record it is.</summary>
    public const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,     // nothing here is put into a page
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsEmpty } },
        Converters = { new PlainText() },
    };

    /// <summary>The value as it goes out.</summary>
    public static byte[] Write(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Written);

    /// <summary>An instant, to the millisecond, in UTC.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The resource with the version that it is read in.</summary>
    /// <remarks>
    /// The version is drawn from what the resource says. It holds live facts and names of other records, so that its own record's version alone would
    /// call two different answers the same.
    /// </remarks>
    public static Resource Stamp(Resource resource)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Write(resource)).AsSpan(0, 10));
        return resource with { Meta = resource.Meta with { VersionId = hash, LastUpdated = resource.ChangedAt is { } at ? Instant(at) : null } };
    }

    private static void LeaveOutWhatIsEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType == typeof(string)) property.ShouldSerialize = (_, value) => !string.IsNullOrWhiteSpace((string?)value);
            else if (typeof(ICollection).IsAssignableFrom(property.PropertyType) || IsList(property.PropertyType))
                property.ShouldSerialize = (_, value) => value is IEnumerable list && list.GetEnumerator().MoveNext();
        }
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    /// <summary>FHIR's strings hold no control characters but tab and line ends.</summary>
    private sealed class PlainText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Any(IsForbidden) ? string.Concat(value.Where(c => !IsForbidden(c))) : value);

        private static bool IsForbidden(char c) => c is < ' ' and not ('\t' or '\r' or '\n');
    }
}
