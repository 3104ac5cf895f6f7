using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Funds;

internal static class FindFunds
{
    public static async Task<Ok<Page<FundSummaryView>>> Handle(
        [AsParameters] PageRequest paging, LedgerDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Funds.AsNoTracking()
            .OrderBy(fund => fund.Code)
            .Select(fund => new FundSummaryView(fund.Code, fund.Name, fund.Class, fund.IsDemonstration))
            .ToPageAsync(paging, cancellationToken));
}

public sealed record FundSummaryView(string Code, string Name, FundClass Class, bool IsDemonstration);
