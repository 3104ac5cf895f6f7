using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Years;

/// <summary>How a fund's year ended, and where its money went.</summary>
internal static class SeeYearClose
{
    public static async Task<Ok<YearCloseView>> Handle(
        string code, Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var close = await db.YearCloses.AsNoTracking().SingleOrDefaultAsync(c => c.FundCode == code, cancellationToken)
            ?? throw new DomainException(YearCloseErrors.Unknown);
        db.RecordAccess(caller, purpose, "year.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(YearCloseView.Of(close));
    }
}
