using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace IntegratedCare.Ledger.Funds;

/// <summary>No item of a list is missing, and where a pattern is given each item matches it.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class EveryAttribute(string? pattern = null) : ValidationAttribute("The list has an item that is missing or malformed.")
{
    private static readonly TimeSpan MatchTimeMax = TimeSpan.FromMilliseconds(100);

    public string? Pattern => pattern;

    public override bool IsValid(object? value) => value is not IEnumerable items || items.Cast<object?>().All(IsGood);

    private bool IsGood(object? item) => item is not null
        && (pattern is null || (item is string text && !text.EndsWith('\n') && Regex.IsMatch(text, pattern, RegexOptions.None, MatchTimeMax)));
}
