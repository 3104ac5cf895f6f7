using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests.Claims;

/// <summary>Claims written straight into the diary, as another process would: in transactions that a test begins, commits and rolls back as it likes.</summary>
internal sealed class HandWrittenClaims : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly Guid session = Guid.NewGuid();

    private HandWrittenClaims(string connection) => source = NpgsqlDataSource.Create(connection);

    /// <summary>All of them belong to one session, which may have claims that expire and claims that do not.</summary>
    public static async Task<HandWrittenClaims> InAsync(ServiceHost<Program, SchedulingDb> host)
    {
        var claims = new HandWrittenClaims(host.SuperuserConnectionString);
        await host.ExecuteAsync(
            $"""
             INSERT INTO group_sessions (id, team, service, member, starts_at, places)
             VALUES ('{claims.session}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2026-01-05 09:00Z', 2)
             """);
        return claims;
    }

    public async Task<Writer> OpenAsync() => new(await source.OpenConnectionAsync(), session);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    internal sealed class Writer(NpgsqlConnection connection, Guid session) : IAsyncDisposable
    {
        public Task BeginAsync() => ExecuteAsync("BEGIN");

        public Task CommitAsync() => ExecuteAsync("COMMIT");

        public Task RollBackAsync() => ExecuteAsync("ROLLBACK");

        public async Task<Guid> ClaimAsync(Guid resource, Interval time, DateTimeOffset? expiresAt = null)
        {
            var id = Guid.CreateVersion7();
            await ExecuteAsync(
                "INSERT INTO resource_claims (id, resource, during, session, expires_at) VALUES ($1, $2, tstzrange($3, $4), $5, $6)",
                id, resource, time.Start.UtcDateTime, time.End.UtcDateTime, session, expiresAt);
            return id;
        }

        public Task GiveBackAsync(Guid claim) => ExecuteAsync("DELETE FROM resource_claims WHERE id = $1", claim);

        public Task MoveAsync(Guid claim, Interval time) =>
            ExecuteAsync("UPDATE resource_claims SET during = tstzrange($2, $3) WHERE id = $1", claim, time.Start.UtcDateTime, time.End.UtcDateTime);

        public Task ExpireAsync(Guid claim, DateTimeOffset? at) => ExecuteAsync("UPDATE resource_claims SET expires_at = $2 WHERE id = $1", claim, at);

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        private async Task ExecuteAsync(string statement, params object?[] values)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
            await command.ExecuteNonQueryAsync();
        }
    }
}
