using System.Globalization;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Settings;

/// <summary>A day that comes once in each financial year, written <c>12-31</c>; 29 February is none.</summary>
internal readonly record struct DayOfYear(int Month, int Day)
{
    public const string Pattern = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    // A year without 29 February.
    private const int AnyYear = 2027;

    public DateOnly In(FinancialYear year) => new(Month >= 4 ? year.StartYear : year.StartYear + 1, Month, Day);

    /// <summary>False where the text is no such day.</summary>
    public static bool TryParse(string text, out DayOfYear day)
    {
        var isDay = DateOnly.TryParseExact(
            string.Create(CultureInfo.InvariantCulture, $"{AnyYear}-{text}"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = isDay ? new(date.Month, date.Day) : default;
        return isDay;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");
}
