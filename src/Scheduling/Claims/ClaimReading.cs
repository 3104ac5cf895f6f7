using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Reads what is given away. An expired hold gives its time back at once.</summary>
internal static class ClaimReading
{
    private const string ReadClaims =
        """
        SELECT resource, lower(during), upper(during) FROM resource_claims
        WHERE resource = ANY($1) AND lower(during) < $3 AND lower(during) > $2 - interval '16 hours' AND upper(during) > $2
          AND (expires_at IS NULL OR expires_at > $4)
        ORDER BY resource, lower(during)
        """;

    /// <summary>The stretches that are given away within a time, and the group sessions of the service that the teams have in it.</summary>
    public static async Task<TakenTimes> TakenWithinAsync(
        this SchedulingDb db, IReadOnlyCollection<ResourceId> resources, IReadOnlyCollection<TeamRota> teams, Interval time, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var taken = await db.ClaimsWithinAsync([.. resources.Select(r => r.Value)], time, now, cancellationToken);
        return new(taken, await db.SessionsWithinAsync([.. teams.Where(t => t.Appointment.IsGroup)], time, now, cancellationToken));
    }

    // Past EF, row by row: a search of a whole place reads thousands. In the order of the index (ix_resource_claims_start), so that one resource's come
    // together. No claim is longer than sixteen hours (ck_resource_claims_length), so none that reaches into the time begins earlier than that before it.
    private static async Task<Dictionary<ResourceId, TakenTime>> ClaimsWithinAsync(
        this SchedulingDb db, Guid[] resources, Interval time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<ResourceId, TakenTime>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(ReadClaims, (NpgsqlConnection)db.Database.GetDbConnection())
            {
                Parameters = { new() { Value = resources }, new() { Value = time.Start.UtcDateTime }, new() { Value = time.End.UtcDateTime }, new() { Value = now.UtcDateTime } },
                Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction(),
            };
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var (resource, stretches) = (Guid.Empty, new List<Interval>());
            while (await rows.ReadAsync(cancellationToken))
            {
                if (rows.GetGuid(0) is var next && next != resource)
                {
                    if (stretches.Count > 0) taken.Add(new(resource), new(stretches));
                    (resource, stretches) = (next, []);
                }

                // Only somebody booked on top of another overlaps the stretch before.
                var stretch = new Interval(rows.GetDateTime(1), rows.GetDateTime(2));
                if (stretches.Count == 0 || stretch.Start >= stretches[^1].End) stretches.Add(stretch);
                else if (stretch.End > stretches[^1].End) stretches[^1] = stretches[^1] with { End = stretch.End };
            }

            if (stretches.Count > 0) taken.Add(new(resource), new(stretches));
            return taken;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
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

    private sealed record SessionSeen(Guid Team, Guid Member, DateTimeOffset Starts, int PlacesLeft);
}
