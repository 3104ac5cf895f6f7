using System.Text.RegularExpressions;

namespace IntegratedCare.Identity.Organisations;

/// <summary>A body that people act for: a council, a trust, a practice, a voluntary group.</summary>
internal sealed partial class Organisation
{
    public const int CodeLengthMax = 100;

    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
    public string? OdsCode { get; set; }        // null: it has none, as most voluntary groups have not

    public static bool IsCode(string text) =>
        text.Length <= CodeLengthMax && CodePattern().IsMatch(text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CodePattern();
}
