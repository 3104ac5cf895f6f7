using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Npgsql;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>Holds a slot in one round trip and a transaction of its own, going by the rota as it was last read.</summary>
/// <remarks>
/// The slot is one that this rota offers. The statement keeps it where the rota is still that one, the service takes bookings, the caller has room for one
/// more hold and nobody has the time; in every other case it keeps nothing, and who asked goes the long way, where all is read and refusals have their reasons.
/// </remarks>
internal static class HoldAtOnce
{
    private const string KeepWhereStillSo =
        $"""
         {ClaimBook.ClaimForHold} WHERE (SELECT version FROM rota_version) = $16
             AND EXISTS (SELECT FROM care_services s WHERE s.id = $5 AND {ServiceStanding.TakesBookingsNow})
             AND (SELECT count(*) FROM holds WHERE holder_subject = $2 AND used_for IS NULL AND expires_at > $17) < $18
         {ClaimBook.KeepClaimed}
         """;

    /// <summary>The hold; null, with nothing kept, where the long way has to be gone.</summary>
    public static async Task<Hold?> TryAsync(
        string slot, Caller caller, NpgsqlDataSource database, RotaBook rotas, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!SlotId.TryParse(slot, out var id) || rotas.LastRead(id.Service) is not var (version, rota)) return null;
        if (HoldTerms.RefusalOfTime(id, rota.Settings, now) is not null || rota.SlotAt(id) is not { } offered) return null;
        if (offered.Appointment.IsGroup || !offered.Appointment.TakesOneResource) return null;

        var hold = Hold.Of(offered, caller, rota.Settings, now);
        var keep = ClaimBook.KeepOfOne(hold, offered, HoldLasts.Briefly, KeepWhereStillSo, version, now, rota.Settings.OpenHoldsMax);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(RoundTrip.Statement(HoldTermsReading.Lock, caller.Subject));
        batch.BatchCommands.Add(keep);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return keep.RecordsAffected == 1 ? hold : null;
    }
}
