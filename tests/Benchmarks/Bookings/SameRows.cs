using System.Globalization;
using System.Text;
using Npgsql;

namespace IntegratedCare.Benchmarks.Bookings;

/// <summary>One transaction that writes the rows of a booking as the service writes them, for <c>pgbench</c>: hold, claim, booking, history, event, audit, key.</summary>
/// <remarks>
/// Every column is as in a booking that the service made, whatever the schema has by now; only ids, times and who is booked differ from row to row. It runs under
/// the service's own login, so that the same triggers, constraints and the audit's chain are at work, and it reads nothing.
/// </remarks>
internal sealed class SameRows(NpgsqlDataSource owner, NpgsqlConnectionStringBuilder login, Guid booking)
{
    private const string Starts = "(timestamptz '2031-01-01' + ((:client_id * 100000 + :i) * interval '10 minutes'))";
    private const string Ends = "(timestamptz '2031-01-01' + ((:client_id * 100000 + :i) * interval '10 minutes') + interval '5 minutes')";

    /// <summary>Transactions a second of so many clients, each on resources of its own choice among these.</summary>
    public async Task<double> RunAsync(IReadOnlyList<Guid> members, int clients, int each, int run) =>
        await PgBench.RunAsync(login, await ScriptAsync(members, run), clients, each);

    private async Task<string> ScriptAsync(IReadOnlyList<Guid> members, int run)
    {
        string Id(string of) => $"md5('{of} {run} ' || :client_id || ' ' || :i)::uuid";
        var member = $"(array[{string.Join(',', members.Select(m => $"'{m}'"))}]::uuid[])[1 + (:i % {members.Count})]";
        var (hold, own) = (Id("hold"), Id("booking"));
        Dictionary<string, string> times = new() { ["starts_at"] = Starts, ["ends_at"] = Ends };
        var text = new StringBuilder("\\set i :i + 1\nBEGIN;\n");
        text.Append(await InsertAsync("holds", $"id = (SELECT hold FROM bookings WHERE id = '{booking}')", new(times)
        {
            ["id"] = hold, ["member"] = member, ["used_for"] = "NULL", ["expires_at"] = "now() + interval '5 minutes'",
        }));
        text.Append(await InsertAsync("resource_claims", $"booking = '{booking}'", new()
        {
            ["id"] = Id("claim"), ["resource"] = member, ["hold"] = hold, ["booking"] = "NULL", ["expires_at"] = "now() + interval '5 minutes'",
            ["during"] = $"tstzrange({Starts}, {Ends})",
        }, " ON CONFLICT DO NOTHING"));
        text.Append(await InsertAsync("idempotency_keys", "body IS NOT NULL", new() { ["key"] = $"{own}::text" }));
        text.Append(CultureInfo.InvariantCulture, $"UPDATE holds SET used_for = {own} WHERE id = {hold};\n");
        text.Append(await InsertAsync("bookings", $"id = '{booking}'", new(times)
        {
            ["id"] = own, ["hold"] = hold, ["member"] = member, ["reference"] = $"left(md5('{run} ' || :client_id || ' ' || :i), 10)",
        }));
        text.Append(await InsertAsync("booking_history", $"booking = '{booking}'", new(times) { ["booking"] = own, ["member"] = member }));
        text.Append(await InsertAsync("messages", $"booking = '{booking}'", new() { ["id"] = Id("message"), ["booking"] = own }));
        text.Append(await InsertAsync("outbox_messages", null, new() { ["id"] = Id("event") }));
        text.Append(await InsertAsync("access_records", $"record_id = '{booking}'", new() { ["record_id"] = $"{own}::text" }));
        text.Append(CultureInfo.InvariantCulture, $"UPDATE resource_claims SET hold = NULL, booking = {own}, expires_at = NULL WHERE hold = {hold};\nCOMMIT;\n");
        return text.ToString();
    }

    // Columns that the database fills by itself are left to it.
    private async Task<string> InsertAsync(string table, string? which, Dictionary<string, string> instead, string more = "")
    {
        var columns = new List<(string Name, string Value)>();
        await using (var known = owner.CreateCommand(
            $"""
             SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
             WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
               AND has_column_privilege('{login.Username}', a.attrelid, a.attnum, 'INSERT') ORDER BY a.attnum
             """))
        await using (var reader = await known.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var (name, type) = (reader.GetString(0), reader.GetString(1));
                columns.Add((name, instead.GetValueOrDefault(name) ?? $"'||coalesce('convert_from(decode('''||encode(convert_to({name}::text, 'UTF8'), 'hex')||''', ''hex''), ''UTF8'')', 'NULL')||'::{type}"));
            }
        }

        // In hexadecimal: pgbench takes what follows a colon for a variable of its own, in times and JSON too.
        // Built by the database itself out of a row that the service wrote.
        var from = table == "outbox_messages" ? "kept_event" : table;
        var template = string.Join(", ", columns.Select(c => instead.ContainsKey(c.Name) ? c.Value.Replace("'", "''", StringComparison.Ordinal) : c.Value));
        await using var built = owner.CreateCommand($"SELECT '{template}' FROM {from}{(which is null ? "" : $" WHERE {which}")} LIMIT 1");
        var values = await built.ExecuteScalarAsync() as string ?? throw new InvalidOperationException($"No row of {table} to write the like of.");
        return $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ({values}){more};\n";
    }
}
