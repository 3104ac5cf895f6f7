using System.Text.Json;
using Npgsql;

namespace IntegratedCare.EndToEnd.Tests.MarkedData;

/// <summary>Reads every column of every table of the running system's databases.</summary>
internal static class Databases
{
    public static readonly string[] All = ["identity", "directory", "scheduling", "ledger", "quality"];

    /// <summary>The columns that hold a mark in any form, as <c>database.table.column</c>.</summary>
    public static async Task<IReadOnlySet<string>> MarkedColumnsAsync(RunningSystem system, string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(system.Superuser(database));
        await connection.OpenAsync(cancellationToken);
        var found = new HashSet<string>();
        foreach (var table in await TablesAsync(connection, cancellationToken))
        {
            await using var command = new NpgsqlCommand($"select to_jsonb(t)::text from {table} t", connection) { CommandTimeout = 120 };
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var row = rows.GetString(0);
                if (Marks.In(row) is null) continue;
                using var columns = JsonDocument.Parse(row);
                foreach (var column in columns.RootElement.EnumerateObject().Where(c => Marks.In(c.Value.ToString()) is not null))
                    found.Add($"{database}.{table}.{column.Name}");
            }
        }

        return found;
    }

    /// <summary>How many rows there are, so that a search of nothing is noticed.</summary>
    public static async Task<long> RowsAsync(RunningSystem system, string database, string table, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(system.Superuser(database));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1", connection);
        var tables = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) tables.Add(rows.GetString(0));
        return tables;
    }
}
