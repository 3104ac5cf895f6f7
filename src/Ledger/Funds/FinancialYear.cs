using System.Globalization;

namespace IntegratedCare.Ledger.Funds;

/// <summary>A public body's year, 1 April to 31 March, written <c>2026/27</c>.</summary>
internal readonly record struct FinancialYear(int StartYear)
{
    public const string Pattern = @"^[0-9]{4}/[0-9]{2}$";

    public DateOnly FirstDay => new(StartYear, 4, 1);

    public DateOnly LastDay => new(StartYear + 1, 3, 31);

    /// <summary>The year in which the day lies.</summary>
    public static FinancialYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    public bool Covers(DateOnly day) => day >= FirstDay && day <= LastDay;

    /// <summary>False where the text is no year of this form: 2026/28 is none.</summary>
    public static bool TryParse(string text, out FinancialYear year)
    {
        year = default;
        if (text.Length != 7 || text[4] != '/'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || start is < 1900 or > 9000 || (start + 1) % 100 != end) return false;
        year = new(start);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{StartYear:0000}/{(StartYear + 1) % 100:00}");
}
