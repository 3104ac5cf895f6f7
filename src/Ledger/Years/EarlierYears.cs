using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Years;

/// <summary>Which years' bills a fund pays.</summary>
internal static class EarlierYears
{
    /// <summary>
    /// The funds that were closed into this one, and into those, the oldest first, and the fund itself; none once its own year is closed. What they owe came
    /// to it with the close; to whom each part is owed stays where it was noted, so that nothing is noted twice and nothing paid twice.
    /// </summary>
    public static async Task<IReadOnlyList<string>> YearsPaidByAsync(this LedgerDb db, string fundCode, CancellationToken cancellationToken)
    {
        if (await db.IsYearClosedAsync(fundCode, cancellationToken)) return [];
        var years = new List<string> { fundCode };
        for (var at = 0; at < years.Count; at++)
        {
            var next = years[at];
            years.AddRange(await db.YearCloses.Where(close => close.NextFundCode == next)
                .OrderBy(close => close.FundCode).Select(close => close.FundCode).ToListAsync(cancellationToken));
        }

        years.Reverse();
        return years;
    }

    public static Task<bool> IsYearClosedAsync(this LedgerDb db, string fundCode, CancellationToken cancellationToken) =>
        db.YearCloses.AnyAsync(close => close.FundCode == fundCode, cancellationToken);
}
