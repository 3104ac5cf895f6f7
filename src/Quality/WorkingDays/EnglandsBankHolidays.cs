namespace IntegratedCare.Quality.WorkingDays;

/// <summary>The bank holidays of England, which a place may replace by its own table.</summary>
/// <remarks>
/// After the Banking and Financial Dealings Act 1971, schedule 1, and the royal proclamations under it (New Year's Day, the first Monday in May),
/// as GOV.UK publishes them; Good Friday and Christmas Day are holidays by common law. Where one falls on a weekend the next free weekday stands for it:
/// 28 December 2026 for Boxing Day; 27 and 28 December 2027 for Christmas Day and Boxing Day; 3 January 2028 for New Year's Day. A holiday proclaimed
/// for one year alone, as for a coronation, is put in by the place's settings.
/// </remarks>
internal static class EnglandsBankHolidays
{
    public static readonly DateOnly KnownFrom = new(2024, 1, 1);
    public static readonly DateOnly KnownUntil = new(2028, 12, 31);

    public static readonly IReadOnlyList<DateOnly> Days =
    [
        new(2024, 1, 1), new(2024, 3, 29), new(2024, 4, 1), new(2024, 5, 6), new(2024, 5, 27), new(2024, 8, 26), new(2024, 12, 25), new(2024, 12, 26),
        new(2025, 1, 1), new(2025, 4, 18), new(2025, 4, 21), new(2025, 5, 5), new(2025, 5, 26), new(2025, 8, 25), new(2025, 12, 25), new(2025, 12, 26),
        new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 4), new(2026, 5, 25), new(2026, 8, 31), new(2026, 12, 25), new(2026, 12, 28),
        new(2027, 1, 1), new(2027, 3, 26), new(2027, 3, 29), new(2027, 5, 3), new(2027, 5, 31), new(2027, 8, 30), new(2027, 12, 27), new(2027, 12, 28),
        new(2028, 1, 3), new(2028, 4, 14), new(2028, 4, 17), new(2028, 5, 1), new(2028, 5, 29), new(2028, 8, 28), new(2028, 12, 25), new(2028, 12, 26),
    ];
}
