using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>A slot that is held, one of several.</summary>
public sealed record HeldSlot(Guid HoldId, string SlotId, DateTimeOffset Start, DateTimeOffset End, Guid MemberId)
{
    internal static HeldSlot Of(Hold hold, Slot slot) => new(
        hold.Id.Value, slot.Id.ToString(), Kernel.Time.LondonTime.ToLondon(slot.Time.Start), Kernel.Time.LondonTime.ToLondon(slot.Time.End), slot.Member.Value);
}

/// <summary>Holds one slot of several in the transaction that is open.</summary>
/// <remarks>
/// Who holds several has locked all resources that they may take (<see cref="ClaimTogether.LockResourcesAsync"/>) before the first: then nobody who takes
/// one set of resources waits for another of them crosswise.
/// </remarks>
internal static class HoldSeveral
{
    /// <summary>The hold; null, with nothing kept, where the slot is taken.</summary>
    public static async Task<Hold?> TryHoldAsync(
        this SchedulingDb db, Slot slot, ServiceRota rota, Caller caller, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hold = Hold.Of(slot, caller, expiresAt);
        var held = await db.AttemptAsync(
            async () =>
            {
                db.Holds.Add(hold);
                await db.SaveChangesAsync(cancellationToken);
                return await db.TryClaimAsync(hold, slot, rota, now, cancellationToken);
            },
            cancellationToken);
        if (held) return hold;
        db.Entry(hold).State = EntityState.Detached;
        return null;
    }
}
