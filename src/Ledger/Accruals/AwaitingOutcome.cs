using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Accruals;

/// <summary>The bookings whose care was due by a month's end, whose money is set aside and of which nobody has told what became of them.</summary>
internal static class AwaitingOutcome
{
    public static IQueryable<Charge> Of(LedgerDb db, string fundCode, Period period)
    {
        var last = period.LastDay;
        return db.Charges.AsNoTracking().Where(c => c.State == ChargeState.Committed && c.Outcome == null
            && c.Commitment!.FundCode == fundCode && c.CareOn <= last && c.BookedOn <= last
            && (c.AccruedThrough == null || c.AccruedThrough < last));
    }
}
