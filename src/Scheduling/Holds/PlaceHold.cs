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
        var terms = await db.HoldTermsAsync(rotas, slotId.Service, caller, now, cancellationToken);
        var slot = terms.MustOffer(slotId, now);
        terms.MustHaveRoomFor(1);
        var hold = Hold.Of(slot, caller, terms.Settings, now);
        if (!await db.TryKeepAsync(hold, slot, terms.Rota, now, cancellationToken)) throw new DomainException(SlotErrors.Taken);
        return TypedResults.Created($"/api/scheduling/holds/{hold.Id.Value}", new HoldPlaced(hold.Id.Value, hold.ExpiresAt));
    }
}
