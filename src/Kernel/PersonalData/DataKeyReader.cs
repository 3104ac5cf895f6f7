using Npgsql;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Reads the service's data keys from its database and unwraps them.</summary>
/// <remarks>
/// On a connection of its own outside the pool: a request that waits here for a key may hold a pooled one, and with all of them held so nobody would go on.
/// It blocks: it is asked twice a minute in the background, and by a request only where another replica has just made a key.
/// </remarks>
internal sealed class DataKeyReader(string connectionString, KeyEncryptionKeys wrapping, ServiceName service)
{
    private const int TimeoutSeconds = 5;

    private readonly string connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Timeout = TimeoutSeconds,
        CommandTimeout = TimeoutSeconds,
    }.ConnectionString;

    public OpenDataKeys Read()
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(
            "select id, wrapped_key, wrapped_by, retired_at is null from data_keys where id > 0 and wrapped_key is not null order by id", connection);
        using var rows = command.ExecuteReader();
        var (byId, kept, current) = (new Dictionary<int, byte[]>(), new HashSet<int>(), (int?)null);
        while (rows.Read())
        {
            var id = rows.GetInt32(0);
            kept.Add(id);
            if (rows.GetBoolean(3)) current = id;
            if (wrapping.Unwrap(rows.GetFieldValue<byte[]>(1), rows.GetString(2), id, service.Value) is { } key) byId[id] = key;
        }

        return new(byId, kept, current);
    }
}
