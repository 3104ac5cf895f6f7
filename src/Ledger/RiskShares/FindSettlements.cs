using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>The settlements of a fund's year, the last one first: that one stands.</summary>
internal static class FindSettlements
{
    public static async Task<Ok<Page<RiskShareSettlementView>>> Handle(
        string code, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.FundForAsync(code, caller, cancellationToken);
        var page = await db.RiskShareSettlements.AsNoTracking().Where(s => s.FundCode == code)
            .OrderByDescending(s => s.Run).ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "risk-share.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page<RiskShareSettlementView>(
            [.. page.Items.Select(RiskShareSettlementView.Of)], page.Number, page.PageSize, page.Total));
    }

    /// <summary>The settlement that stands; null: the year is not settled.</summary>
    public static Task<RiskShareSettlement?> LastSettlementAsync(this LedgerDb db, string fundCode, CancellationToken cancellationToken) =>
        db.RiskShareSettlements.AsNoTracking().Where(s => s.FundCode == fundCode)
            .OrderByDescending(s => s.Run).FirstOrDefaultAsync(cancellationToken);
}
