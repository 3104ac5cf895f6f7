using System.Text.Json;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>The word by which callers, events and stored history know a value of ours.</summary>
internal static class ApiWord
{
    public static string Word<TEnum>(this TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static bool TryRead<TEnum>(string? word, out TEnum value) where TEnum : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<TEnum>())
        {
            value = candidate;
            if (candidate.Word() == word) return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value of a word that has been checked; null where none was given.</summary>
    public static TEnum? Read<TEnum>(string? word) where TEnum : struct, Enum =>
        TryRead<TEnum>(word, out var value) ? value : null;
}
