using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Reseating.Matching;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>All of a team's future that a re-seating depends on, as it stands, and a mark of exactly that.</summary>
internal sealed class TeamDiary
{
    private const int OrphansMax = 500;
    private const int BookingsMax = 20_000;
    private readonly StringBuilder marked = new();
    private readonly TeamId team;
    private readonly Dictionary<ServiceId, ServiceRota> rotas;
    private readonly List<BookedTime> bookings;
    private readonly TakenTimes taken;
    private readonly (DateTimeOffset Now, DateTimeOffset LastStart) time;

    private TeamDiary(
        TeamId team, Dictionary<ServiceId, ServiceRota> rotas, List<BookedTime> bookings, List<Claimed> others, (DateTimeOffset, DateTimeOffset) time)
    {
        (this.team, this.rotas, this.bookings, this.time) = (team, rotas, bookings, time);
        taken = new(
            others.GroupBy(c => c.Resource, c => new Interval(c.Starts, c.Ends)).ToDictionary(g => new ResourceId(g.Key), g => new TakenTime(g)),
            new Dictionary<(TeamId, MemberId, DateTimeOffset), int>());
        foreach (var b in bookings) marked.Append($"{b.Id.Value} {b.Sequence} {b.Time.Start.UtcTicks} {string.Join(' ', b.Resources.Select(r => r.Value))}\n");
        foreach (var c in others) marked.Append($"{c.Resource} {c.Starts.UtcTicks} {c.Ends.UtcTicks}\n");
    }

    public static async Task<TeamDiary> ReadAsync(
        SchedulingDb db, ReseatingChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var (id, last) = (change.Team.Id, settings.LastStart(now));
        var rotas = await RotasAsync(db, change, settings, now, cancellationToken);
        var open = await db.Bookings.AsNoTracking().Where(b => b.Team == id && b.StartsAt > now && b.Status == BookingStatus.Confirmed && b.ErasedAt == null)
            .OrderBy(b => b.StartsAt).ThenBy(b => b.Id)
            .Select(b => new { b.Id, b.Sequence, b.Service, b.Member, b.Site, b.Delivery, b.StartsAt, b.EndsAt, b.PersonKey, b.IsOverbooked })
            .Take(BookingsMax + 1).ToListAsync(cancellationToken);
        if (open.Count > BookingsMax) throw new DomainException(ReseatingErrors.TooMany);
        var own = (await db.Database.SqlQuery<Claimed>(
            $"""
             SELECT c.resource, lower(c.during) AS starts, upper(c.during) AS ends, coalesce(c.booking, p.booking) AS booking, c.session IS NOT NULL AS shared
             FROM resource_claims c LEFT JOIN group_places p ON p.session = c.session AND p.booking IS NOT NULL
             JOIN bookings b ON b.id = coalesce(c.booking, p.booking)
             WHERE b.team = {id.Value} AND b.starts_at > {now} AND b.status = 'Confirmed' ORDER BY b.id, c.resource
             """).ToListAsync(cancellationToken)).ToLookup(c => c.Booking ?? default);
        List<BookedTime> bookings = [.. open.Where(b => own.Contains(b.Id.Value)).Select(b => new BookedTime(
            b.Id, b.Sequence, b.Service, b.Member, b.Site, b.Delivery, new(b.StartsAt, b.EndsAt),
            new(own[b.Id.Value].First().Starts, own[b.Id.Value].First().Ends), [.. own[b.Id.Value].Select(c => new ResourceId(c.Resource))],
            own[b.Id.Value].First().Shared || b.IsOverbooked, PersonOf(b.PersonKey)))];

        Guid[] ids = [.. rotas.Values.SelectMany(r => r.Teams).SelectMany(t => t.ResourceIds).Select(r => r.Value).Distinct()];
        var others = await db.Database.SqlQuery<Claimed>(
            $"""
             SELECT c.resource, lower(c.during) AS starts, upper(c.during) AS ends, c.booking, c.session IS NOT NULL AS shared
             FROM resource_claims c LEFT JOIN bookings b ON b.id = c.booking
             WHERE c.resource = ANY({ids}) AND c.during && tstzrange({now}, {last.AddDays(1)}) AND (c.expires_at IS NULL OR c.expires_at > {now})
               AND (b.id IS NULL OR b.team <> {id.Value} OR b.starts_at <= {now} OR b.status <> 'Confirmed')
             ORDER BY c.resource, lower(c.during), c.id
             """).ToListAsync(cancellationToken);
        var keys = open.Select(b => b.PersonKey).Distinct().ToList();
        var elsewhere = await db.Bookings.AsNoTracking()
            .Where(b => keys.Contains(b.PersonKey) && b.Team != id && b.StartsAt > now && b.Status == BookingStatus.Confirmed)
            .OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Select(b => new { b.PersonKey, b.StartsAt, b.EndsAt }).ToListAsync(cancellationToken);
        others.AddRange(elsewhere.Select(e => new Claimed(PersonOf(e.PersonKey).Value, e.StartsAt, e.EndsAt, null, false)));
        return new(id, rotas, bookings, others, (now, last));
    }

    /// <summary>The plan that seats most and changes least; without a number of days, nobody's time or place changes.</summary>
    public (ReseatingProblem Problem, IReadOnlyList<Proposal> Proposals) Plan(int? withinDays, bool shuffle)
    {
        var problem = new ReseatingProblem(team, rotas, bookings, taken, new(time.Now, time.LastStart, withinDays, shuffle));
        if (problem.Orphans.Count > OrphansMax) throw new DomainException(ReseatingErrors.TooMany);
        return (problem, problem.Proposals(SeatMatching.Solve(problem.Sitters)));
    }

    /// <summary>Says what was asked of which diary: another as soon as either is another.</summary>
    public string TokenFor<TAsked>(TAsked asked, long? rotaVersion) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(asked)}\n{team.Value} {rotaVersion}\n{marked}")));

    private static async Task<Dictionary<ServiceId, ServiceRota>> RotasAsync(
        SchedulingDb db, ReseatingChange change, PlaceSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var team = change.Team;
        var shared = await db.Resources.AsNoTracking().Where(r => r.IsInUse && r.TeamIds.Contains(team.Id.Value)).Include(r => r.Hours)
            .OrderBy(r => r.Id).ToListAsync(cancellationToken);
        List<ResourceId> ids = [.. team.Members.Select(m => m.Id.Resource).Concat(shared.Select(r => r.Id))];
        var away = (await db.Absences.AsNoTracking().Where(a => ids.Contains(a.Resource) && a.CancelledAt == null && a.EndsAt > now).ToListAsync(cancellationToken))
            .ConvertAll(a => (a.Resource, a.Time));
        if (change.Absent is { } absent) away.Add((absent, change.Away));
        var absences = away.GroupBy(a => a.Resource, a => a.Time).ToDictionary(g => g.Key, g => new TakenTime(g));
        var bankHolidays = settings.BankHolidays.ToHashSet();
        return team.Offers.ToDictionary(o => o.Service, o => new ServiceRota(
            o.Service, [new TeamRota(team, o, shared, bankHolidays, team.Patterns)], absences));
    }

    private static ResourceId PersonOf(string personKey) => new(Guid.ParseExact(personKey[..32], "N"));

    private sealed record Claimed(Guid Resource, DateTimeOffset Starts, DateTimeOffset Ends, Guid? Booking, bool Shared);
}
