using System.Text.Json;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality;

/// <summary>The camelCase words by which the API and the events name the values of an enum.</summary>
internal static class Words
{
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The value that a query asks for by its word; null where it asks for none.</summary>
    public static TEnum? Asked<TEnum>(string? word) where TEnum : struct, Enum
    {
        if (word is null) return null;
        foreach (var value in Enum.GetValues<TEnum>())
            if (Of(value) == word) return value;

        throw new DomainException(
            RequestErrors.Invalid, $"One of: {string.Join(", ", Enum.GetValues<TEnum>().Select(Of))}.");
    }
}
