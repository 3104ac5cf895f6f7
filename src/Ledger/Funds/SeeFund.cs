using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Funds;

internal static class SeeFund
{
    public static async Task<Ok<FundView>> Handle(string code, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.Funds.AsNoTracking().SingleOrDefaultAsync(f => f.Code == code, cancellationToken)
            ?? throw new DomainException(FundErrors.Unknown);
        return TypedResults.Ok(FundView.Of(fund));
    }
}
