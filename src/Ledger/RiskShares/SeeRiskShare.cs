using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>Who would bear what if the year ended with what has been spent by the day.</summary>
internal static class SeeRiskShare
{
    public static async Task<Ok<RiskShareView>> Handle(
        string code, DateOnly? asOf, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var reckoning = await RiskShareReckoning.OfActualsAsync(
            db, fund, asOf ?? LondonTime.DateOf(time.GetUtcNow()), cancellationToken);
        db.RecordAccess(caller, purpose, "risk-share.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(RiskShareView.Of(reckoning));
    }
}
