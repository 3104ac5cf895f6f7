using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Years;

/// <summary>The bookings for which a fund has set money aside and of which nobody knows yet what becomes of them.</summary>
internal static class OpenBookings
{
    /// <summary>Keeps them as they are until the end of the transaction: no outcome is booked meanwhile.</summary>
    public static async Task<HashSet<Guid>> TakeAsync(LedgerDb db, string fundCode, CancellationToken cancellationToken) =>
        [.. await db.Database.SqlQuery<Guid>($"""
            SELECT booking_id AS "Value" FROM charges WHERE fund_code = {fundCode} AND state = 'Committed'
            ORDER BY booking_id FOR NO KEY UPDATE
            """).ToListAsync(cancellationToken)];

    /// <summary>Which they are now, whoever holds them.</summary>
    public static Task<List<Guid>> ReadAsync(LedgerDb db, string fundCode, CancellationToken cancellationToken) =>
        db.Charges.AsNoTracking()
            .Where(charge => charge.State == ChargeState.Committed && charge.Commitment!.FundCode == fundCode)
            .Select(charge => charge.BookingId.Value).ToListAsync(cancellationToken);

    /// <summary>The next fund's programme of the same code pays for them from now on. The caller has taken them.</summary>
    /// <remarks>Their outcome takes effect no earlier than the money came: before that day the next fund has nothing set aside for them.</remarks>
    public static Task<int> MoveAsync(LedgerDb db, string fundCode, Fund next, DateOnly from, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"""
            UPDATE charges SET fund_code = {next.Code}, accrued_through = greatest(accrued_through, {from.AddDays(-1)})
            WHERE fund_code = {fundCode} AND state = 'Committed'
            """, cancellationToken);
}
