using IntegratedCare.Benchmarks.DirectorySearch;
using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.Benchmarks.SlotSearch;

/// <summary>Reads the same claims as the service's search did, and does nothing with them: prepared, without any HTTP or rota.</summary>
internal sealed class ClaimsSql : IConnection
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand command;
    private readonly IReadOnlyDictionary<string, ClaimsAsked> asked;

    public ClaimsSql(string connectionString, IReadOnlyDictionary<string, ClaimsAsked> asked)
    {
        this.asked = asked;
        connection = new(connectionString);
        connection.Open();
        command = new(
            """
            SELECT resource, lower(during), upper(during) FROM resource_claims
            WHERE resource = ANY($1) AND lower(during) < $3 AND lower(during) > $2 - interval '16 hours' AND upper(during) > $2
              AND (expires_at IS NULL OR expires_at > $4)
            """, connection)
        {
            Parameters =
            {
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid }, new() { NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { NpgsqlDbType = NpgsqlDbType.TimestampTz }, new() { NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };
        command.Prepare();
    }

    public int Ask(string search)
    {
        var rows = 0;
        var (resources, start, end) = asked[search];
        command.Parameters[0].Value = resources;
        command.Parameters[1].Value = start;
        command.Parameters[2].Value = end;
        command.Parameters[3].Value = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            reader.GetGuid(0);
            reader.GetDateTime(1);
            reader.GetDateTime(2);
            rows++;
        }

        return rows;
    }

    public void Dispose()
    {
        command.Dispose();
        connection.Dispose();
    }
}

/// <summary>What one search reads: for whom, and from when to when.</summary>
internal sealed record ClaimsAsked(Guid[] Resources, DateTime Start, DateTime End);
