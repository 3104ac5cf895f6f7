using System.Text.RegularExpressions;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>How a cell stands in a CSV file (RFC 4180), and kept from being run as a formula by the program that opens it.</summary>
/// <remarks>
/// Spreadsheets run what begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return. Such a cell gets an apostrophe before it, which
/// spreadsheets hide, and loses it when it is read: what begins so is never changed by a round trip, apostrophes that were there included.
/// </remarks>
internal static partial class CsvText
{
    public static string Write(string cell)
    {
        var safe = Runs().IsMatch(cell) ? $"'{cell}" : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 && safe.Trim().Length == safe.Length
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A line with its end.</summary>
    public static string Line(IEnumerable<string> cells) => $"{string.Join(',', cells.Select(Write))}\r\n";

    /// <summary>The cell as it was before it was kept from running.</summary>
    public static string Unguard(string cell) => cell.StartsWith('\'') && Runs().IsMatch(cell) ? cell[1..] : cell;

    [GeneratedRegex(@"\A'*[=+\-@\t\r]")]
    private static partial Regex Runs();
}
