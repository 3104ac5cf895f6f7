using IntegratedCare.Ledger.Funds;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Charges;

/// <summary>The programme that pays for a booking, and its fund's rule for a person who does not come.</summary>
internal sealed record Payer(string FundCode, string ProgrammeCode, DidNotAttendRule DidNotAttendRule, FinancialYear Year);

/// <summary>The programmes of all funds that pay for one category of service.</summary>
internal sealed class PayingProgrammes(IReadOnlyList<Payer> payers)
{
    public static async Task<PayingProgrammes> LoadAsync(LedgerDb db, string? category, CancellationToken cancellationToken) =>
        new(category is null ? [] : await (
            from fund in db.Funds
            where fund.Class != FundClass.InView && !db.YearCloses.Any(close => close.FundCode == fund.Code)
            from programme in fund.Programmes
            where programme.ServiceCategories.Contains(category)
            select new Payer(fund.Code, programme.Code, fund.DidNotAttendRule, fund.FinancialYear))
            .AsNoTracking().ToListAsync(cancellationToken));

    /// <summary>The fund of the year in which the care falls; where none is agreed for that year, the latest one carries it in sight.</summary>
    /// <returns>Null: no fund pays for this category.</returns>
    public Payer? For(DateOnly careOn) => payers
        .OrderByDescending(payer => payer.Year.Covers(careOn))
        .ThenByDescending(payer => payer.Year.StartYear)
        .ThenBy(payer => payer.FundCode, StringComparer.Ordinal)
        .ThenBy(payer => payer.ProgrammeCode, StringComparer.Ordinal)
        .FirstOrDefault();
}
