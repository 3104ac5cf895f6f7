using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>What is asked before a time is held.</summary>
internal static class HoldRules
{
    private const string LockHolder = "SELECT pg_advisory_xact_lock(hashtextextended('holder:' || $1, 0))";
    private const string CountOpen = "SELECT count(*)::int FROM holds WHERE holder_subject = $1 AND used_for IS NULL AND expires_at > $2";

    /// <summary>The service and the place's rules, in one round trip; refused where nobody offers the service.</summary>
    public static async Task<(CareService Service, PlaceSettings Settings)> HoldRulesAsync(
        this SchedulingDb db, ServiceId id, CancellationToken cancellationToken)
    {
        var found = await db.CareServices.AsNoTracking().Where(s => s.Id == id)
            .Select(s => new { Service = s, Settings = db.Settings.FirstOrDefault(p => p.Id == PlaceSettings.OnlyId) }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(SlotErrors.Unknown);
        return (found.Service, found.Settings ?? PlaceSettings.Default);
    }

    /// <summary>Refuses where the caller would hold more at once than the place allows. One caller's holds follow each other, so that none slips by.</summary>
    public static async Task MustHaveRoomForHoldsAsync(
        this SchedulingDb db, int more, Caller caller, PlaceSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Time is held within a transaction.");
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction())
        {
            BatchCommands =
            {
                new(LockHolder) { Parameters = { new() { Value = caller.Subject } } },
                new(CountOpen)
                {
                    Parameters = { new() { Value = caller.Subject }, new() { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz } },
                },
            },
        };
        await using var answer = await batch.ExecuteReaderAsync(cancellationToken);
        await answer.NextResultAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        if (answer.GetInt32(0) + more > settings.OpenHoldsMax) throw new DomainException(HoldErrors.TooMany);
    }
}
