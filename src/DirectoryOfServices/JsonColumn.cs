using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices;

/// <summary>Lists of values that no query looks into: one column of JSON in the words of the API, compared by what they say.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Written = Options();

    public static PropertyBuilder<IReadOnlyList<T>> IsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) => property
        .HasColumnType("jsonb")
        .HasDefaultValueSql("'[]'")
        .HasConversion(
            list => JsonSerializer.Serialize(list, Written),
            text => JsonSerializer.Deserialize<List<T>>(text, Written)!,
            new ValueComparer<IReadOnlyList<T>>(
                (one, other) => JsonSerializer.Serialize(one, Written) == JsonSerializer.Serialize(other, Written),
                list => JsonSerializer.Serialize(list, Written).GetHashCode(StringComparison.Ordinal)));

    /// <summary>The value in the words of the API; two values that say the same have the same text.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Written);

    /// <summary>The value that such a text says.</summary>
    public static T Read<T>(JsonNode written) =>
        written.Deserialize<T>(Written) ?? throw new InvalidOperationException("Nothing is written there.");

    /// <summary>What such a column holds, from its text.</summary>
    public static IReadOnlyList<T> ReadList<T>(string text) => JsonSerializer.Deserialize<List<T>>(text, Written) ?? [];

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }
}
