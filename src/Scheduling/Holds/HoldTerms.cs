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
        if (id.Start <= now) throw new DomainException(SlotErrors.InThePast);
        if (id.Start > Settings.LastStart(now)) throw new DomainException(SlotErrors.TooFarAhead);
        return Rota.SlotAt(id) ?? throw new DomainException(SlotErrors.Unknown);
    }
}

/// <summary>Reads the terms, in one round trip.</summary>
internal static class HoldTermsReading
{
    private const string LockHolder = "SELECT pg_advisory_xact_lock(hashtextextended('holder:' || $1, 0))";
    private const string CountOpen = "SELECT count(*)::int FROM holds WHERE holder_subject = $1 AND used_for IS NULL AND expires_at > $2";
    private const string ReadStanding = $"SELECT {ServiceStanding.Columns} FROM care_services s WHERE s.id = $1";

    /// <summary>The terms of the service for this caller; refused where nobody offers it.</summary>
    public static async Task<HoldTerms> HoldTermsAsync(
        this SchedulingDb db, RotaBook rotas, ServiceId service, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch(
            RoundTrip.Statement(RotaLock.ShareLock), RoundTrip.Statement(RotaLock.ReadVersion), RoundTrip.Statement(LockHolder, caller.Subject),
            RoundTrip.Statement(CountOpen, caller.Subject, now), RoundTrip.Statement(ReadStanding, service.Value));
        long? version;
        int open;
        ServiceStanding standing;
        await using (var answers = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await answers.NextAsync(cancellationToken);
            version = await answers.VersionAsync(cancellationToken);
            await answers.NextAsync(cancellationToken);
            await answers.NextAsync(cancellationToken);
            open = answers.GetInt32(0);
            if (!await answers.NextAsync(cancellationToken)) throw new DomainException(SlotErrors.Unknown);
            standing = ServiceStanding.Read(answers, 0);
        }

        return new(standing, await rotas.OfAsync(db, service, version, cancellationToken), open);
    }
}
