using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Commitments;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Years;

/// <summary>The orders for which a fund has set money aside and that have not ended. Whoever ends one holds the fund's journal.</summary>
internal static class OpenOrders
{
    /// <summary>Refuses where the next fund has an order of the same reference already: two could not be told apart.</summary>
    public static async Task RequireAsync(LedgerDb db, string fundCode, string nextFundCode, CancellationToken cancellationToken)
    {
        var twice = await db.Orders
            .Where(order => order.FundCode == fundCode && order.State == OrderState.Pending
                && db.Orders.Any(other => other.FundCode == nextFundCode && other.Reference == order.Reference))
            .OrderBy(order => order.Reference).Select(order => order.Reference).FirstOrDefaultAsync(cancellationToken);
        if (twice is not null) throw new DomainException(YearCloseErrors.OrderReferenceUsed, twice);
    }

    /// <summary>The next fund pays for them from the day on; the closing of the year stands already.</summary>
    public static Task<int> MoveAsync(LedgerDb db, YearClose close, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"""
            UPDATE orders SET made_in = coalesce(made_in, fund_code), fund_code = {close.NextFundCode}, carried_on = {close.EffectiveOn}
            WHERE fund_code = {close.FundCode} AND state = 'Pending'
            """, cancellationToken);
}
