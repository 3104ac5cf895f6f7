using System.Globalization;

namespace IntegratedCare.Ledger.Funds;

/// <summary>A month of a fund's books, written <c>2026-10</c>. A year's periods run from April (1) to March (12).</summary>
internal readonly record struct Period(int Year, int Month) : IComparable<Period>
{
    public const string Pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$";

    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public FinancialYear FinancialYear => FinancialYear.Of(FirstDay);

    /// <summary>Its place in the financial year, from 1: October is 7, as in "month 7".</summary>
    public int Number => ((Month + 8) % 12) + 1;

    public Period Next => Of(FirstDay.AddMonths(1));

    public Period Previous => Of(FirstDay.AddMonths(-1));

    /// <summary>The month in which the day lies.</summary>
    public static Period Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The twelve periods of the year, April first.</summary>
    public static IReadOnlyList<Period> Of(FinancialYear year) =>
        [.. Enumerable.Range(0, 12).Select(month => Of(year.FirstDay.AddMonths(month)))];

    /// <summary>False where the text is no month of this form, or none of a year that a fund can have.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || year is < 1900 or > 9000 || month is < 1 or > 12) return false;
        period = new(year, month);
        return true;
    }

    public bool Covers(DateOnly day) => Of(day) == this;

    public int CompareTo(Period other) => FirstDay.CompareTo(other.FirstDay);

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
