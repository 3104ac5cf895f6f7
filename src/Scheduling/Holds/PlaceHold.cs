using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace IntegratedCare.Scheduling.Holds;

public sealed record PlaceHoldRequest([Required, StringLength(200)] string SlotId);

public sealed record HoldPlaced(Guid HoldId, DateTimeOffset ExpiresAt);

/// <summary>Keeps a slot for the caller while they write the booking.</summary>
internal static class PlaceHold
{
    public static async Task<Created<HoldPlaced>> Handle(
        PlaceHoldRequest request, Caller caller, RequestKey key, SchedulingDb db, NpgsqlDataSource database, RotaBook rotas, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await key.ClaimAsync(db, cancellationToken);
        if (db.Database.CurrentTransaction is not null) return await HoldAsync(request.SlotId, caller, db, rotas, time, HoldLasts.Briefly, cancellationToken);
        if (await HoldAtOnce.TryAsync(request.SlotId, caller, database, rotas, time.GetUtcNow(), cancellationToken) is { } hold) return Placed(hold);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var placed = await HoldAsync(request.SlotId, caller, db, rotas, time, HoldLasts.Briefly, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return placed;
    }

    /// <summary>Holds the slot, for a use case that goes on to something lasting in the same transaction or for one that ends with it.</summary>
    internal static async Task<Created<HoldPlaced>> HoldAsync(
        string slot, Caller caller, SchedulingDb db, RotaBook rotas, TimeProvider time, HoldLasts lasts, CancellationToken cancellationToken)
    {
        if (!SlotId.TryParse(slot, out var slotId)) throw new DomainException(SlotErrors.Unknown);

        var now = time.GetUtcNow();
        var terms = await db.HoldTermsAsync(rotas, slotId.Service, caller, now, cancellationToken);
        var offered = terms.MustOffer(slotId, now);
        terms.MustHaveRoomFor(1);
        var hold = Hold.Of(offered, caller, terms.Settings, now);
        if (!await db.TryKeepAsync(hold, offered, terms.Rota, lasts, now, cancellationToken)) throw new DomainException(SlotErrors.Taken);
        return Placed(hold);
    }

    private static Created<HoldPlaced> Placed(Hold hold) =>
        TypedResults.Created($"/api/scheduling/holds/{hold.Id.Value}", new HoldPlaced(hold.Id.Value, hold.ExpiresAt));
}
