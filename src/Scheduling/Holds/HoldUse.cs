using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>Takes a hold for a booking inside the transaction that is open.</summary>
internal static class HoldUse
{
    /// <summary>The hold, used for this booking from here on and by nobody else; or the refusal.</summary>
    public static async Task<Hold> UseHoldAsync(
        this SchedulingDb db, HoldId id, BookingId booking, Caller caller, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // Locked: of two confirmations of one hold the second sees what the first did.
        var hold = await db.Holds.FromSql($"SELECT * FROM holds WHERE id = {id.Value} FOR UPDATE")
            .SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException(HoldErrors.Unknown);
        hold.UseFor(booking, caller, now);
        return hold;
    }

    /// <summary>The hold's time is the booking's from here on, unless another request has found the hold expired and taken it.</summary>
    public static async Task PassOnAsync(
        this SchedulingDb db, Hold hold, BookingId booking, CancellationToken cancellationToken)
    {
        if (!await db.TryPassOnAsync(hold, booking, cancellationToken)) throw new DomainException(HoldErrors.Expired);
    }
}
