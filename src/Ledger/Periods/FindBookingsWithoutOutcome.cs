using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Periods;

/// <summary>The bookings of a fund whose day was past at the end of the period and of which nobody said what became of them, longest ago first.</summary>
internal static class FindBookingsWithoutOutcome
{
    public static async Task<Ok<Page<OpenBookingView>>> Handle(
        string code, string period, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var month = (await YearPeriods.LoadAsync(db, fund, cancellationToken)).Find(period);
        db.RecordAccess(caller, purpose, "period.read", "period", $"{code}/{month}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await WithoutOutcome(db, code, month.LastDay)
            .OrderBy(charge => charge.CareOn).ThenBy(charge => charge.BookingId)
            .Select(charge => new OpenBookingView(
                charge.BookingId.Value, charge.Reference, charge.Commitment!.ProgrammeCode, charge.Commitment.AmountPence, charge.CareOn))
            .ToPageAsync(paging, cancellationToken));
    }

    internal static IQueryable<Charge> WithoutOutcome(LedgerDb db, string fundCode, DateOnly lastDay) => db.Charges.AsNoTracking()
        .Where(charge => charge.State == ChargeState.Committed && charge.CareOn <= lastDay && charge.Commitment!.FundCode == fundCode);
}

/// <summary>A booking whose money is set aside although its day is past.</summary>
public sealed record OpenBookingView(Guid BookingId, string Reference, string Programme, long AmountPence, DateOnly CareOn);
