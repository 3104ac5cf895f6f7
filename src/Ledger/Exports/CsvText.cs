using System.Text.RegularExpressions;

namespace IntegratedCare.Ledger.Exports;

/// <summary>How a line stands in a CSV file (RFC 4180), with no cell that the program which opens it would run as a formula.</summary>
/// <remarks>
/// Spreadsheets run what begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return. Such a cell gets an apostrophe before it, which
/// they hide; one that began with apostrophes before such a sign gets one more, so that who takes one away has the text as it was. An amount of
/// ours below zero is a number and stays one.
/// </remarks>
internal static partial class CsvText
{
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    /// <summary>A line with its end.</summary>
    public static string Line(params IEnumerable<string> cells) => $"{string.Join(',', cells.Select(Cell))}\r\n";

    private static string Cell(string text)
    {
        var safe = Runs().IsMatch(text) && !Amount().IsMatch(text) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 && safe.Trim().Length == safe.Length
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [GeneratedRegex(@"\A'*[=+\-@\t\r]")]
    private static partial Regex Runs();

    [GeneratedRegex(@"\A-[0-9]+\.[0-9]{2}\z")]
    private static partial Regex Amount();
}
