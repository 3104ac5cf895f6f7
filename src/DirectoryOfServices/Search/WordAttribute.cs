using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>A query parameter that is one of the words of an enumeration: exactly as the API writes it, never a number or a list.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class WordAttribute<TEnum>() : ValidationAttribute(
    $"{{0}} must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(v => v.Word()))}.")
    where TEnum : struct, Enum
{
    public override bool IsValid(object? value) => value is null || ApiWord.TryRead<TEnum>(value as string, out _);
}
