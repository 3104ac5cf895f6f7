using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace IntegratedCare.Scheduling.Absences;

/// <summary>Somebody or something that a caller's team has, by the name that people know it by.</summary>
internal sealed record Absent(ResourceId Resource, string Name, bool IsMember);

/// <summary>Reads whose absences are a caller's business, and what those touch.</summary>
internal static class AbsentOnes
{
    private const int OrphansMax = 500;

    /// <summary>The member or resource of one of the caller's teams; null where they have none such.</summary>
    public static async Task<Absent?> AbsentOfAsync(
        this SchedulingDb db, ResourceId id, Caller caller, CancellationToken cancellationToken)
    {
        var member = await db.TeamsOf(caller).AsNoTracking().SelectMany(t => t.Members)
            .Where(m => m.Id == new MemberId(id.Value) && m.IsActive).Select(m => m.DisplayName).FirstOrDefaultAsync(cancellationToken);
        if (member is not null) return new(id, member, IsMember: true);
        var resource = await db.ResourceOfAsync(id, caller, cancellationToken);
        return resource is null ? null : new(id, resource.Name, IsMember: false);
    }

    /// <summary>Everybody and everything of the teams, those who have left included.</summary>
    public static async Task<IReadOnlyList<Absent>> AbsentOfAsync(
        this SchedulingDb db, IQueryable<Team> teams, CancellationToken cancellationToken)
    {
        var members = await teams.AsNoTracking().SelectMany(t => t.Members)
            .Select(m => new { m.Id, m.DisplayName }).ToListAsync(cancellationToken);
        var ids = await teams.Select(t => t.Id.Value).ToListAsync(cancellationToken);
        var resources = await db.Resources.AsNoTracking().Where(r => r.TeamIds.Any(t => ids.Contains(t)))
            .Select(r => new { r.Id, r.Name }).ToListAsync(cancellationToken);
        return
        [
            .. members.DistinctBy(m => m.Id).Select(m => new Absent(m.Id.Resource, m.DisplayName, IsMember: true)),
            .. resources.Select(r => new Absent(r.Id, r.Name, IsMember: false)),
        ];
    }

    /// <summary>Open bookings that have the resource within the time, by themselves or in a group session.</summary>
    public static async Task<(IReadOnlyList<Guid> Seen, int Elsewhere)> OrphansOfAsync(
        this SchedulingDb db, ResourceId resource, Interval time, Caller caller, CancellationToken cancellationToken)
    {
        var within = new NpgsqlRange<DateTime>(time.Start.UtcDateTime, true, time.End.UtcDateTime, false);
        var claims = db.ResourceClaims.Where(c => c.Resource == resource && c.During.Overlaps(within));
        var booked = claims.Where(c => c.Booking != null).Select(c => c.Booking)
            .Union(db.GroupPlaces.Where(p => p.Booking != null && claims.Any(c => c.Session == p.Session)).Select(p => p.Booking));
        var orphans = db.Bookings.Where(b => (b.Status == BookingStatus.Confirmed || b.Status == BookingStatus.Arrived) && booked.Contains(b.Id));
        var all = await orphans.CountAsync(cancellationToken);
        var seen = await db.BookingsOf(caller).AsNoTracking().Where(b => (b.Status == BookingStatus.Confirmed || b.Status == BookingStatus.Arrived) && booked.Contains(b.Id))
            .OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Select(b => b.Id.Value).Take(OrphansMax).ToListAsync(cancellationToken);
        return (seen, all - seen.Count);
    }

    /// <summary>Published rounds of the caller's teams that give the carer visits, or ways to them, within the time.</summary>
    public static async Task<IReadOnlyList<Guid>> RoundsOfAsync(
        this SchedulingDb db, ResourceId carer, Interval time, Caller caller, CancellationToken cancellationToken)
    {
        var within = new NpgsqlRange<DateTime>(time.Start.UtcDateTime, true, time.End.UtcDateTime, false);
        var claimed = db.ResourceClaims.Where(c => c.Resource == carer && c.Round != null && c.During.Overlaps(within)).Select(c => c.Round);
        var teams = db.TeamsOf(caller).Select(t => t.Id);
        return await db.Rounds.AsNoTracking().Where(r => claimed.Contains(r.Id) && teams.Contains(r.Team))
            .OrderBy(r => r.Date).ThenBy(r => r.Id).Select(r => r.Id.Value).Take(OrphansMax).ToListAsync(cancellationToken);
    }
}
