using IntegratedCare.DirectoryOfServices.Exports;
using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>The rows of reports in the database, written many at once.</summary>
internal static class StagedRows
{
    private const string Columns =
        """
        import_id, number, key, name, outcome, service_id, findings, differences, standing_version, service, links, change_id, before, after,
        events, external_id
        """;

    public static async Task WriteAsync(NpgsqlDataSource database, IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync($"copy import_rows ({Columns}) from stdin (format binary)", cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(row.ImportId.Value, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(row.Number, NpgsqlDbType.Integer, cancellationToken);
            await Text(row.Key, NpgsqlDbType.Varchar);
            await Text(row.Name, NpgsqlDbType.Varchar);
            await Text(row.Outcome.ToString(), NpgsqlDbType.Varchar);
            await Value(row.ServiceId, NpgsqlDbType.Uuid);
            await Text(RecordJson.Node(row.Findings)!.ToJsonString(), NpgsqlDbType.Jsonb);
            await Text(RecordJson.Node(row.Differences)!.ToJsonString(), NpgsqlDbType.Jsonb);
            await Value(row.StandingVersion, NpgsqlDbType.Bigint);
            await Text(row.Service, NpgsqlDbType.Jsonb);
            await Text(row.Links, NpgsqlDbType.Jsonb);
            await Value(row.ChangeId, NpgsqlDbType.Uuid);
            await Text(row.Before, NpgsqlDbType.Jsonb);
            await Text(row.After, NpgsqlDbType.Jsonb);
            await Text(row.Events, NpgsqlDbType.Jsonb);
            await Text(row.ExternalId, NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync(cancellationToken);

        Task Text(string? text, NpgsqlDbType type) =>
            text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, type, cancellationToken);

        Task Value<T>(T? value, NpgsqlDbType type) where T : struct =>
            value is { } given ? copy.WriteAsync(given, type, cancellationToken) : copy.WriteNullAsync(cancellationToken);
    }
}
