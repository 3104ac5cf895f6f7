using System.Collections.Concurrent;
using IntegratedCare.Scheduling.CareServices;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Rotas as they stand, read once for each version: patterns change a few times a day, and are asked for many times a second.</summary>
/// <remarks>
/// Every change of a team, resource, absence or bank holiday raises the version in its own transaction (<c>Migrations/RotaVersions.cs</c>). The version is
/// read first, so that what is kept under it is at least as new; a transaction that has changed the rota itself reads afresh and keeps nothing.
/// </remarks>
internal sealed class RotaBook(TimeProvider time)
{
    private const int ServicesMax = 500;
    private readonly ConcurrentDictionary<ServiceId, (long Version, ServiceRota Rota)> kept = new();

    /// <summary>The rota for a search.</summary>
    public async Task<ServiceRota> OfAsync(SchedulingDb db, ServiceId service, CancellationToken cancellationToken) =>
        await OfAsync(db, service, await db.RotaVersionAsync(cancellationToken), cancellationToken);

    /// <summary>The rota as it was last read, and its version; null where it is not in memory. By now it may be another.</summary>
    public (long Version, ServiceRota Rota)? LastRead(ServiceId service) => kept.TryGetValue(service, out var known) ? known : null;

    /// <summary>The rota for who takes a slot of it: it stays so until the transaction ends.</summary>
    public async Task<ServiceRota> ShareAsync(SchedulingDb db, ServiceId service, CancellationToken cancellationToken) =>
        await OfAsync(db, service, await db.ShareRotaAsync(cancellationToken), cancellationToken);

    /// <summary>The rota of a version that has just been read; null where this transaction has changed it.</summary>
    public async Task<ServiceRota> OfAsync(SchedulingDb db, ServiceId service, long? version, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(service, out var known) && known.Version == version) return known.Rota;
        var rota = await ServiceRota.ReadAsync(db, service, time.GetUtcNow(), cancellationToken);
        if (version is { } current)
        {
            if (kept.Count >= ServicesMax) kept.Clear();
            kept[service] = (current, rota);
        }

        return rota;
    }
}
