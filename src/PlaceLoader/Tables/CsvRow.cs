using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegratedCare.PlaceLoader.Tables;

/// <summary>
/// One row, read cell by cell into domain values. A cell that cannot be read becomes a finding and a blank value, so
/// that the rest of the row, and the rows that refer to it, are still checked in the same run.
/// </summary>
internal sealed partial class CsvRow(
    RowReference reference, IReadOnlyList<string> header, IReadOnlyList<string> optional, IReadOnlyList<string> cells, Findings findings)
{
    private const int TextLengthMax = 200;
    private const long PenceMax = 10_000_000_000_000;
    private const char ListSeparator = ';';

    public RowReference Reference => reference;

    public string Text(string column, int lengthMax = TextLengthMax)
    {
        if (OptionalText(column, lengthMax) is { } text) return text;
        Refuse(column, "is empty");
        return "";
    }

    public string? OptionalText(string column, int lengthMax = TextLengthMax)
    {
        var text = Cell(column);
        if (text.Length > lengthMax) Refuse(column, $"is longer than {lengthMax} characters");
        if (text.Any(char.IsControl)) Refuse(column, "holds a line break or another control character");
        return text.Length == 0 ? null : text;
    }

    public string Code(string column) =>
        Matching(column, Text(column), CodePattern(), "at most 40 letters, digits and single hyphens");

    /// <summary>The code of a place, neighbourhood or board, which stands in addresses that people type.</summary>
    public string PlaceCode(string column) =>
        Matching(column, Text(column), PlaceCodePattern(), "at most 40 small letters, digits and single hyphens");

    public string? OptionalOdsCode(string column) =>
        OptionalText(column) is { } text ? Matching(column, text, OdsCodePattern(), "an ODS code such as P85001") : null;

    public string? OptionalCode(string column) => OptionalText(column) is null ? null : Code(column);

    public string OneOf(string column, IReadOnlyList<string> known) => Known(column, Text(column), known);

    public IReadOnlyList<string> List(string column)
    {
        var parts = Cell(column).Split(
            ListSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var repeat in parts.GroupBy(part => part).Where(group => group.Count() > 1))
            Refuse(column, $"names '{repeat.Key}' twice");
        return parts;
    }

    public IReadOnlyList<string> ManyOf(string column, IReadOnlyList<string> known)
    {
        var parts = List(column);
        if (parts.Count == 0) Refuse(column, "is empty");
        foreach (var part in parts) Known(column, part, known);
        return parts;
    }

    public bool YesNo(string column) => OneOf(column, ["yes", "no"]) == "yes";

    public int? OptionalWholeNumber(string column, int min, int max) => (int?)OptionalNumber(column, min, max);

    public int WholeNumber(string column, int min, int max) =>
        OptionalText(column) is null ? Missing<int>(column) : OptionalWholeNumber(column, min, max) ?? 0;

    public long? OptionalPence(string column, long max = PenceMax) => OptionalNumber(column, 0, max);

    public long Pence(string column) =>
        OptionalText(column) is null ? Missing<long>(column) : OptionalPence(column) ?? 0;

    public double Degrees(string column, double min, double max)
    {
        if (double.TryParse(Cell(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            && degrees >= min && degrees <= max) return degrees;
        Refuse(column, $"is not a number of degrees from {min} to {max}");
        return 0;
    }

    public DateOnly? OptionalDate(string column)
    {
        if (OptionalText(column) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)) return date;
        Refuse(column, $"is '{text}', not a date such as 2026-04-01");
        return null;
    }

    public TimeOnly? Time(string column)
    {
        if (TimeOnly.TryParseExact(Text(column), "HH:mm", out var time)) return time;
        Refuse(column, "is not a time of day such as 09:30");
        return null;
    }

    public string Postcode(string column) =>
        Matching(column, Text(column), PostcodePattern(), "a postcode in capitals with its space");

    public string? OptionalTelephone(string column) =>
        OptionalText(column) is { } text
            ? Matching(column, text, TelephonePattern(), "a telephone number such as 0161 652 3184")
            : null;

    public string? OptionalUrl(string column)
    {
        if (OptionalText(column) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            Refuse(column, "is not an https address");
        return text;
    }

    public string? OptionalEmail(string column) =>
        OptionalText(column) is { } text ? Matching(column, text, EmailPattern(), "an email address") : null;

    public string FinancialYear(string column)
    {
        var text = Matching(column, Text(column), FinancialYearPattern(), "a financial year such as 2026/27");
        if (FinancialYearPattern().Match(text) is { Success: true } year
            && (Digits(year.Groups["from"]) + 1) % 100 != Digits(year.Groups["until"]))
            Refuse(column, $"is '{text}', whose halves do not follow each other");
        return text;
    }

    private static int Digits(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private long? OptionalNumber(string column, long min, long max)
    {
        if (OptionalText(column) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        Refuse(column, $"is '{text}', not a whole number from {min} to {max}");
        return null;
    }

    private T Missing<T>(string column) where T : struct
    {
        Refuse(column, "is empty");
        return default;
    }

    private string Matching(string column, string text, Regex pattern, string what)
    {
        if (text.Length > 0 && !pattern.IsMatch(text)) Refuse(column, $"is '{text}', not {what}");
        return text;
    }

    private string Known(string column, string text, IReadOnlyList<string> known)
    {
        if (text.Length > 0 && !known.Contains(text))
            Refuse(column, $"is '{text}', not one of {string.Join(", ", known)}");
        return text;
    }

    private string Cell(string column)
    {
        for (var i = 0; i < header.Count; i++)
            if (header[i] == column) return cells[i];
        return optional.Contains(column) ? ""
            : throw new InvalidOperationException($"{reference.File} is read without its column '{column}'.");
    }

    private void Refuse(string column, string reason) => findings.Error(reference, $"{column} {reason}");

    [GeneratedRegex(@"\A(?=.{1,40}\z)[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\A(?=.{1,40}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex PlaceCodePattern();

    [GeneratedRegex(@"\A[A-Z0-9]{3,10}\z")]
    private static partial Regex OdsCodePattern();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$")]
    private static partial Regex PostcodePattern();

    [GeneratedRegex("^(0[0-9]{2,4}( [0-9]{3,6}){1,2}|[1-9][0-9]{2})$")]
    private static partial Regex TelephonePattern();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex EmailPattern();

    [GeneratedRegex("^(?<from>20[0-9]{2})/(?<until>[0-9]{2})$")]
    private static partial Regex FinancialYearPattern();
}
