using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>When a service's Open Referral record last read differently: it also tells of its provider, its sites, its terms and its neighbourhoods.</summary>
internal sealed class Dated
{
    public required CareService Service { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal static class LastModified
{
    public static IQueryable<Dated> Dated(this IQueryable<CareService> services, DirectoryDb db) => services.Select(s => new Dated
    {
        Service = s,
        At = EF.Functions.Greatest(
            s.ChangedAt,
            s.Provider!.ChangedAt,
            s.Sites.Max(link => (DateTimeOffset?)link.Site!.ChangedAt) ?? s.ChangedAt,
            s.Terms.Max(link => (DateTimeOffset?)link.Term!.ChangedAt) ?? s.ChangedAt,
            db.Set<Neighbourhood>().Where(hood => s.Neighbourhoods.Any(link => link.NeighbourhoodCode == hood.Code))
                .Max(hood => (DateTimeOffset?)hood.ChangedAt) ?? s.ChangedAt),
    });

    /// <summary>The services whose record has changed since.</summary>
    public static IQueryable<CareService> ModifiedSince(
        this IQueryable<CareService> services, DateTimeOffset since, DirectoryDb db, DateTimeOffset now)
    {
        var dated = services.Dated(db);
        if (ClocksChangedAt(now) < since) return dated.Where(d => d.At >= since).Select(d => d.Service);

        // Opening times are told with London's offset, so that they all read differently since the clocks have changed.
        var withHours = db.CareServices.FromSql($"select * from care_services where opening_hours <> '[]'").Select(s => s.Id);
        return dated.Where(d => d.At >= since || withHours.Contains(d.Service.Id)).Select(d => d.Service);
    }

    public static async Task<IReadOnlyDictionary<ServiceId, DateTimeOffset>> LastModifiedAsync(
        this DirectoryDb db, IReadOnlyCollection<ServiceId> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changed = ClocksChangedAt(now);
        var dated = await db.CareServices.AsNoTracking().Where(s => ids.Contains(s.Id)).Dated(db)
            .Select(d => new { d.Service.Id, d.Service.OpeningHours, d.At })
            .ToListAsync(cancellationToken);
        return dated.ToDictionary(d => d.Id, d => d.OpeningHours.Count > 0 && changed > d.At ? changed : d.At);
    }

    /// <summary>The last time London's clocks were put forward or back; they always are at one o'clock UTC.</summary>
    public static DateTimeOffset ClocksChangedAt(DateTimeOffset now)
    {
        var offset = LondonTime.ToLondon(now).Offset;
        var day = LondonTime.DateOf(now);
        while (LondonTime.ToLondon(LondonTime.StartOf(day)).Offset == offset) day = day.AddDays(-1);
        return new DateTimeOffset(day, new TimeOnly(1, 0), TimeSpan.Zero);
    }
}
