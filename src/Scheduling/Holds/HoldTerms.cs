using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>What is asked before a time of a service is held: whether it takes bookings, its rota, and how many times the caller holds already.</summary>
/// <remarks>The rota stays as it is and the caller's other holds wait until the transaction ends, so that none slips by what is counted here.</remarks>
internal sealed record HoldTerms(ServiceStanding Service, ServiceRota Rota, int OpenHolds)
{
    public PlaceSettings Settings => Rota.Settings;

    /// <summary>Refuses where the caller would hold more at once than the place allows.</summary>
    public void MustHaveRoomFor(int more)
    {
        if (OpenHolds + more > Settings.OpenHoldsMax) throw new DomainException(HoldErrors.TooMany);
    }

    /// <summary>The slot as it is offered; refused where it is not, or not any more, or not yet.</summary>
    public Slot MustOffer(SlotId id, DateTimeOffset now)
    {
        Service.MustTakeBookings();
        if (RefusalOfTime(id, Settings, now) is { } refusal) throw new DomainException(refusal);
        return Rota.SlotAt(id) ?? throw new DomainException(SlotErrors.Unknown);
    }

    /// <summary>Why nothing is held at this time, whoever offers it; null where something may be.</summary>
    public static DomainError? RefusalOfTime(SlotId id, PlaceSettings settings, DateTimeOffset now) =>
        id.Start <= now ? SlotErrors.InThePast : id.Start > settings.LastStart(now) ? SlotErrors.TooFarAhead : null;
}

/// <summary>Reads the terms, in one round trip.</summary>
internal static class HoldTermsReading
{
    // The locks first, in their order: what is read in a statement of its own after them is what stands under them.
    internal const string Lock = $"SELECT {RotaLock.Share}, pg_advisory_xact_lock(hashtextextended('holder:' || $1, 0))";

    private const string Read =
        $"""
         SELECT {ServiceStanding.Columns}, (SELECT {RotaLock.VersionColumn} FROM rota_version),
             (SELECT count(*)::int FROM holds WHERE holder_subject = $2 AND used_for IS NULL AND expires_at > $3)
         FROM care_services s WHERE s.id = $1
         """;

    /// <summary>The terms of the service for this caller; refused where nobody offers it.</summary>
    public static async Task<HoldTerms> HoldTermsAsync(
        this SchedulingDb db, RotaBook rotas, ServiceId service, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch(
            RoundTrip.Statement(Lock, caller.Subject), RoundTrip.Statement(Read, service.Value, caller.Subject, now));
        ServiceStanding standing;
        long? version;
        int open;
        await using (var answers = await batch.ExecuteReaderAsync(cancellationToken))
        {
            if (!await answers.NextAsync(cancellationToken)) throw new DomainException(SlotErrors.Unknown);
            standing = ServiceStanding.Read(answers, 0);
            version = answers.NullableInt64(ServiceStanding.ColumnsCount);
            open = answers.GetInt32(ServiceStanding.ColumnsCount + 1);
        }

        return new(standing, await rotas.OfAsync(db, service, version, cancellationToken), open);
    }
}
