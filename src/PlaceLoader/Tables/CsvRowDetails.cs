using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegratedCare.PlaceLoader.Tables;

/// <summary>The cells that tell more of a record than that it is there; each may be blank.</summary>
internal sealed partial class CsvRow
{
    /// <summary>Yes or no; blank is no.</summary>
    public bool OptionalYesNo(string column) => OptionalText(column) is not null && YesNo(column);

    public DateOnly? Date(string column)
    {
        if (OptionalText(column) is null) Refuse(column, "is empty");
        return OptionalDate(column);
    }

    public double? OptionalFigure(string column)
    {
        if (OptionalText(column) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var figure)) return figure;
        Refuse(column, "is not a number such as 12.5");
        return null;
    }

    public string? OptionalOneOf(string column, IReadOnlyList<string> known) => OptionalText(column) is null ? null : OneOf(column, known);

    public IReadOnlyList<string> OptionalManyOf(string column, IReadOnlyList<string> known)
    {
        var parts = List(column);
        foreach (var part in parts) Known(column, part, known);
        return parts;
    }

    /// <summary>For a part of a cell that the caller takes apart.</summary>
    public void MustBeKnown(string column, string part, IReadOnlyList<string> known) => Known(column, part, known);

    public IReadOnlyList<string> Codes(string column) => EachMatching(column, CodePattern(), "a code of letters, digits and single hyphens");

    public IReadOnlyList<DateOnly> Dates(string column)
    {
        var dates = new List<DateOnly>();
        foreach (var part in List(column))
        {
            if (DateOnly.TryParseExact(part, "yyyy-MM-dd", out var date)) dates.Add(date);
            else Refuse(column, $"is '{part}', not a date such as 2026-04-01");
        }
        return dates;
    }

    public IReadOnlyList<string> Languages(string column) => EachMatching(column, LanguagePattern(), "a language tag such as en, ur or bfi");

    public IReadOnlyList<string> PostcodeDistricts(string column) => EachMatching(column, DistrictPattern(), "a postcode district such as OL1");

    public IReadOnlyList<int> WholeNumbers(string column, int min, int max)
    {
        var numbers = new List<int>();
        foreach (var part in List(column))
        {
            if (int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
                numbers.Add(number);
            else Refuse(column, $"is '{part}', not a whole number from {min} to {max}");
        }
        return numbers;
    }

    /// <summary>What it costs, each as <c>option = pence</c>; nothing is charged where it says 0.</summary>
    public IReadOnlyList<(string Option, long Pence)> Costs(string column)
    {
        var costs = new List<(string, long)>();
        foreach (var part in List(column))
        {
            if (CostPattern().Match(part) is { Success: true } cost
                && long.TryParse(cost.Groups["pence"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var pence) && pence <= 100_000_000)
                costs.Add((cost.Groups["option"].Value, pence));
            else Refuse(column, $"is '{part}', not what it is for and its pence, such as Each session = 350");
        }
        return costs;
    }

    public string? OptionalMatching(string column, string example, Func<string, bool> isRight)
    {
        var text = OptionalText(column);
        if (text is not null && !isRight(text)) Refuse(column, $"is '{text}', not {example}");
        return text;
    }

    public string? OptionalUprn(string column) => OptionalMatching(column, "a UPRN of at most 12 digits", text => UprnPattern().IsMatch(text));

    public string? OptionalCharityNumber(string column) =>
        OptionalMatching(column, "a charity number such as 1234567", text => CharityPattern().IsMatch(text));

    public string? OptionalCompanyNumber(string column) =>
        OptionalMatching(column, "a company number such as 01234567", text => CompanyPattern().IsMatch(text));

    public string Email(string column)
    {
        if (OptionalText(column) is null) Refuse(column, "is empty");
        return OptionalEmail(column) ?? "";
    }

    /// <summary>A month; null where the cell is blank or holds none, which is then reported.</summary>
    public string? OptionalMonth(string column) =>
        OptionalMatching(column, "a month such as 2026-10", text => MonthPattern().IsMatch(text)) is { } month && MonthPattern().IsMatch(month) ? month : null;

    public string? Month(string column)
    {
        if (OptionalText(column) is null) Refuse(column, "is empty");
        return OptionalMonth(column);
    }

    /// <summary>A day that comes once in each year.</summary>
    public string? DayOfYear(string column)
    {
        if (OptionalText(column) is null) Refuse(column, "is empty");
        return OptionalMatching(column, "a day of every year such as 12-31", text => DateOnly.TryParseExact($"2027-{text}", "yyyy-MM-dd", out _));
    }

    /// <summary>Pence, with a minus where they are below zero.</summary>
    public long? OptionalSignedPence(string column)
    {
        if (OptionalText(column) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pence) && pence is >= -PenceMax and <= PenceMax)
            return pence;
        Refuse(column, $"is '{text}', not a whole number of pence");
        return null;
    }

    public long SignedPence(string column) => OptionalText(column) is null ? Missing<long>(column) : OptionalSignedPence(column) ?? 0;

    private IReadOnlyList<string> EachMatching(string column, Regex pattern, string what)
    {
        var parts = List(column);
        foreach (var part in parts) Matching(column, part, pattern, what);
        return parts;
    }

    [GeneratedRegex(@"\A(19|20)[0-9]{2}-(0[1-9]|1[0-2])\z")]
    private static partial Regex MonthPattern();

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\z")]
    private static partial Regex LanguagePattern();

    [GeneratedRegex(@"\A[A-Z]{1,2}[0-9][A-Z0-9]?\z")]
    private static partial Regex DistrictPattern();

    [GeneratedRegex(@"\A(?<option>[^=]{1,200}?) *= *(?<pence>[0-9]{1,9})\z")]
    private static partial Regex CostPattern();

    [GeneratedRegex(@"\A[1-9][0-9]{0,11}\z")]
    private static partial Regex UprnPattern();

    [GeneratedRegex(@"\A[0-9]{6,8}(-[0-9]{1,3})?\z")]
    private static partial Regex CharityPattern();

    [GeneratedRegex(@"\A[A-Z0-9]{2}[0-9]{6}\z")]
    private static partial Regex CompanyPattern();
}
