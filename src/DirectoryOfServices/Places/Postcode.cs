using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>A British postcode in its one written form: capitals, one space before the last three characters.</summary>
internal readonly partial record struct Postcode
{
    public const int LengthMax = 8;

    private readonly string? value;

    private Postcode(string value) => this.value = value;

    public string Value => value ?? throw new InvalidOperationException("A postcode comes from TryParse.");

    /// <summary>Its outward half: <c>OL1</c> of <c>OL1 1AA</c>.</summary>
    public string District => Value[..Value.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>Reads a postcode as people type it. It says nothing about whether the postcode exists.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Postcode postcode)
    {
        postcode = default;
        if (text is null || text.Length > 2 * LengthMax) return false;

        var letters = string.Concat(text.Where(c => c != ' ')).ToUpperInvariant();
        if (!Form().IsMatch(letters)) return false;

        postcode = new($"{letters[..^3]} {letters[^3..]}");
        return true;
    }

    /// <summary>Reads a postcode whose form has been checked.</summary>
    public static Postcode Parse(string text) => TryParse(text, out var postcode)
        ? postcode
        : throw new FormatException("Not the form of a postcode.");

    public override string ToString() => Value;

    [GeneratedRegex(@"\A(?:[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}|GIR0AA)\z")]
    private static partial Regex Form();
}
