using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Reads what is given away. An expired hold gives its time back at once.</summary>
internal static class ClaimReading
{
    private static readonly Dictionary<(TeamId, MemberId, DateTimeOffset), int> NoSessions = [];

    // No claim is longer than sixteen hours (ck_resource_claims_length), so none that reaches into the time begins earlier than that before it.
    private const string ReadWithin =
        """
        SELECT resource, lower(during), upper(during), expires_at FROM resource_claims
        WHERE resource = ANY($1) AND lower(during) < $3 AND lower(during) > $2 - interval '16 hours' AND upper(during) > $2
          AND (expires_at IS NULL OR expires_at > $4)
        """;

    private const string ReadBeginning =
        """
        SELECT c.resource, lower(c.during), upper(c.during), c.expires_at
        FROM unnest($1, $2, $3) AS wanted (resource, begins, ends)
        JOIN resource_claims c ON c.resource = wanted.resource AND lower(c.during) >= wanted.begins AND lower(c.during) < wanted.ends
        """;

    /// <summary>The stretches that are given away within a time, and the group sessions of the service that the teams have in it.</summary>
    public static async Task<TakenTimes> TakenWithinAsync(
        this SchedulingDb db, IReadOnlyCollection<ResourceId> resources, IReadOnlyCollection<TeamRota> teams, Interval time, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var claims = await db.RowsAsync(
            ReadWithin, [resources.Select(r => r.Value).ToArray(), time.Start.UtcDateTime, time.End.UtcDateTime, now.UtcDateTime], Claim, cancellationToken);
        var taken = claims.GroupBy(c => c.Resource, c => c.Time).ToDictionary(g => g.Key, g => new TakenTime(g));
        return new(taken, await db.SessionsWithinAsync(teams, time, now, cancellationToken));
    }

    /// <summary>The claims that begin within stretches of resources' time, also those of holds that have expired and are not swept yet.</summary>
    internal static Task<List<(ResourceId Resource, TakenStretch Time)>> ClaimsBeginningInAsync(
        this SchedulingDb db, IReadOnlyCollection<ClaimsSought> stretches, CancellationToken cancellationToken) =>
        db.RowsAsync(
            ReadBeginning,
            [stretches.Select(s => s.Resource.Value).ToArray(), stretches.Select(s => s.From).ToArray(), stretches.Select(s => s.Until).ToArray()],
            Claim, cancellationToken);

    /// <summary>What a statement answers, past EF, row by row: a search of a whole place may read thousands.</summary>
    internal static async Task<List<T>> RowsAsync<T>(
        this SchedulingDb db, string statement, IReadOnlyList<object> values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(statement, (NpgsqlConnection)db.Database.GetDbConnection())
            {
                Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction(),
            };
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var answer = new List<T>();
            while (await rows.ReadAsync(cancellationToken)) answer.Add(read(rows));
            return answer;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static (ResourceId Resource, TakenStretch Time) Claim(NpgsqlDataReader row) => (
        new(row.GetGuid(0)), new(row.GetDateTime(1), row.GetDateTime(2), row.IsDBNull(3) ? DateTime.MaxValue : row.GetDateTime(3)));

    // A session with a room that is closed, or somebody absent, takes nobody else.
    internal static async Task<IReadOnlyDictionary<(TeamId, MemberId, DateTimeOffset), int>> SessionsWithinAsync(
        this SchedulingDb db, IReadOnlyCollection<TeamRota> teams, Interval time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. teams.Where(t => t.Appointment.IsGroup).Select(t => t.Id.Value)];
        if (ids.Length == 0) return NoSessions;
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

/// <summary>Claims of a resource that begin from one instant of UTC until before another.</summary>
internal readonly record struct ClaimsSought(ResourceId Resource, DateTime From, DateTime Until)
{
    public static ClaimsSought OfDay(ResourceId resource, DateTime instant) => new(resource, instant.Date, instant.Date.AddDays(1));
}
