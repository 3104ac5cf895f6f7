using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Holds;

public sealed record PlaceHoldRequest([Required, StringLength(200)] string SlotId);

public sealed record HoldPlaced(Guid HoldId, DateTimeOffset ExpiresAt);

/// <summary>Keeps a slot for the caller while they write the booking.</summary>
internal static class PlaceHold
{
    public static async Task<Created<HoldPlaced>> Handle(
        PlaceHoldRequest request, Caller caller, SchedulingDb db, RotaBook rotas, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!SlotId.TryParse(request.SlotId, out var slotId)) throw new DomainException(SlotErrors.Unknown);

        var now = time.GetUtcNow();
        var (service, settings) = await db.HoldRulesAsync(slotId.Service, cancellationToken);
        service.MustTakeBookings();
        if (slotId.Start <= now) throw new DomainException(SlotErrors.InThePast);
        var rota = await rotas.ShareAsync(db, slotId.Service, cancellationToken);
        if (slotId.Start > rota.Settings.LastStart(now)) throw new DomainException(SlotErrors.TooFarAhead);
        await db.MustHaveRoomForHoldsAsync(1, caller, settings, now, cancellationToken);
        var slot = rota.SlotAt(slotId) ?? throw new DomainException(SlotErrors.Unknown);

        var hold = Hold.Of(slot, caller, rota.Settings, now);
        db.Holds.Add(hold);
        await db.SaveChangesAsync(cancellationToken);
        if (!await db.TryClaimAsync(hold, slot, rota, now, cancellationToken)) throw new DomainException(SlotErrors.Taken);
        return TypedResults.Created($"/api/scheduling/holds/{hold.Id.Value}", new HoldPlaced(hold.Id.Value, hold.ExpiresAt));
    }
}
