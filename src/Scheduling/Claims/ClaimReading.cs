using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Reads what is given away. An expired hold gives its time back at once.</summary>
internal static class ClaimReading
{
    /// <summary>The stretches that are given away within a time, and the group sessions of the service that the teams have in it.</summary>
    public static async Task<TakenTimes> TakenWithinAsync(
        this SchedulingDb db, IReadOnlyCollection<ResourceId> resources, IReadOnlyCollection<TeamRota> teams, Interval time, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        Guid[] ids = [.. resources.Select(r => r.Value)];
        var claims = await db.Database.SqlQuery<Claimed>(
            $"""
             SELECT resource, lower(during) AS starts, upper(during) AS ends FROM resource_claims
             WHERE resource = ANY({ids}) AND during && tstzrange({time.Start}, {time.End}) AND (expires_at IS NULL OR expires_at > {now})
             """).ToListAsync(cancellationToken);
        var taken = claims.GroupBy(c => c.Resource, c => new Interval(c.Starts, c.Ends))
            .ToDictionary(g => new ResourceId(g.Key), g => new TakenTime(g));
        return new(taken, await db.SessionsWithinAsync([.. teams.Where(t => t.Appointment.IsGroup)], time, now, cancellationToken));
    }

    // A session with a room that is closed, or somebody absent, takes nobody else.
    private static async Task<IReadOnlyDictionary<(TeamId, MemberId, DateTimeOffset), int>> SessionsWithinAsync(
        this SchedulingDb db, IReadOnlyCollection<TeamRota> teams, Interval time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (teams.Count == 0) return new Dictionary<(TeamId, MemberId, DateTimeOffset), int>();
        Guid[] ids = [.. teams.Select(t => t.Id.Value)];
        var service = teams.First().Service.Value;
        var sessions = await db.Database.SqlQuery<SessionSeen>(
            $"""
             SELECT s.team, s.member, s.starts_at AS starts, CASE WHEN EXISTS (
                     SELECT FROM resource_claims c JOIN absences a USING (resource)
                     WHERE c.session = s.id AND a.cancelled_at IS NULL AND c.during && tstzrange(a.starts_at, a.ends_at)) THEN 0
                 ELSE s.places - (SELECT count(*)::int FROM group_places p
                                  WHERE p.session = s.id AND (p.expires_at IS NULL OR p.expires_at > {now})) END AS "PlacesLeft"
             FROM group_sessions s
             WHERE s.service = {service} AND s.team = ANY({ids}) AND s.starts_at >= {time.Start} AND s.starts_at < {time.End}
               AND (s.expires_at IS NULL OR s.expires_at > {now})
             """).ToListAsync(cancellationToken);
        return sessions.ToDictionary(s => (new TeamId(s.Team), new MemberId(s.Member), s.Starts), s => s.PlacesLeft);
    }

    private sealed record Claimed(Guid Resource, DateTimeOffset Starts, DateTimeOffset Ends);

    private sealed record SessionSeen(Guid Team, Guid Member, DateTimeOffset Starts, int PlacesLeft);
}
