using System.Diagnostics;
using System.Text;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class BulkImportTests(DirectoryHost directory, ITestOutputHelper output) : IClassFixture<DirectoryHost>
{
    private const int Rows = 50_000;
    private const int BrokenEvery = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // A way to break a row: the column and code that the report must name, and the cell that stands there.
    private static readonly (string? Column, string Code, string Cell, string At)[] Breaks =
    [
        ("category", "row.cell-unreadable", "wellness", "category"),
        ("minimum_age", "row.cell-unreadable", "eighteen", "minimum_age"),
        ("minimum_age", "request.invalid", "-1", "minimum_age"),
        (null, "service.ages-reversed", "99", "minimum_age"),
        ("provider", "service.provider-unknown", "00000000-0000-7000-8000-000000000001", "provider"),
        ("sites", "service.site-unknown", "00000000-0000-7000-8000-000000000001", "sites"),
        ("name", "row.cell-missing", "", "name"),
        ("url", "request.invalid", "javascript:alert(1)", "url"),
        ("opening_hours", "row.cell-unreadable", "mon-fri nine to five", "opening_hours"),
        (null, "row.cells-mismatch", "one,two", "telephone"),
    ];

    private readonly ImportCalls calls = new(directory.Editor);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_thousand_rows_come_in_whole_though_the_work_is_killed_and_the_broken_ones_are_named()
    {
        var (file, broken) = File();
        var before = await CountsAsync();
        await using var superuser = new NpgsqlConnection(directory.Host.SuperuserConnectionString);
        await using var witness = new NpgsqlConnection(directory.Host.SuperuserConnectionString);    // a transaction sees others' activity once
        await superuser.OpenAsync(Cancelled);
        await witness.OpenAsync(Cancelled);

        // Holds the work where services, links and history are written and the events are not.
        var watch = Stopwatch.StartNew();
        Guid id;
        await using (var held = await superuser.BeginTransactionAsync(Cancelled))
        {
            await ExecuteAsync(superuser, "lock table outbox_messages in share mode");
            using var answer = await calls.SendAsync(file, "text/csv", "format=csv&dryRun=false&source=bulk");
            id = await ImportCalls.IdOfAsync(answer);
            object? pid = null;
            await Eventually.Async(async () => (pid = await ExecuteAsync(witness,
                """
                select pid from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into outbox_messages%import_rows%'
                """)) is not null, Patience, "The work in the middle");
            output.WriteLine($"in the middle after {watch.Elapsed.TotalSeconds:0.0} s");

            Assert.Equal(true, await ExecuteAsync(witness, $"select pg_terminate_backend({pid})"));
            Assert.Equal(before, await CountsAsync());
            Assert.Equal("applying", (await calls.ReadAsync(id)).GetProperty("status").GetString());
        }

        watch.Restart();
        var import = await calls.EndAsync(id, Patience);
        output.WriteLine($"applied again in {watch.Elapsed.TotalSeconds:0.0} s");
        var good = Rows - broken.Count;
        Assert.Equal($"applied {good} 0 0 0 {broken.Count}", ImportCalls.Counts(import));
        var after = await CountsAsync();
        Assert.Equal(before with { Services = before.Services + good, Versions = before.Versions + good, Changes = before.Changes + good, Events = before.Events + good }, after);
        var rejects = await calls.RowsAsync(id, "rejected");
        Assert.Equal(
            broken.Select(b => $"{b.Row} {b.Column} {b.Code}"),
            rejects.Select(r => $"{r.GetProperty("row")} {r.GetProperty("findings")[0].Member("column")} {r.GetProperty("findings")[0].Member("code")}"));

        watch.Restart();
        using var second = await calls.SendAsync(file, "text/csv", "format=csv&dryRun=false&source=bulk&removals=close");
        var repeated = await calls.EndAsync(await ImportCalls.IdOfAsync(second), Patience);
        output.WriteLine($"repeated in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal($"applied 0 0 0 {good} {broken.Count}", ImportCalls.Counts(repeated));
        Assert.Equal(after, await CountsAsync());
    }

    private (byte[] File, IReadOnlyList<(int Row, string? Column, string Code)> Broken) File()
    {
        string[] columns = ["external_id", "name", "description", "category", "provider", "sites", "delivery", "minimum_age", "maximum_age", "telephone", "url", "opening_hours", "keywords", "bookable"];
        var (text, broken) = (new StringBuilder(string.Join(',', columns)).Append('\n'), new List<(int, string?, string)>());
        for (var row = 1; row <= Rows; row++)
        {
            var cells = new Dictionary<string, string>
            {
                ["external_id"] = $"service-{row}", ["name"] = $"Service number {row}", ["description"] = $"\"Help, of the kind {row % 97}, close to home\"",
                ["category"] = row % 2 == 0 ? "stayingWell" : "voluntarySector", ["provider"] = $"{directory.Provider}",
                ["sites"] = $"{(row % 3 == 0 ? directory.EastSite : directory.WestSite)}", ["delivery"] = "inPerson; telephone",
                ["minimum_age"] = "18", ["maximum_age"] = "90", ["telephone"] = "0161 496 0000", ["url"] = $"https://help.example/{row}",
                ["opening_hours"] = "mon-fri 09:00-17:00; 1st tue 18:00-20:00", ["keywords"] = "help; support", ["bookable"] = "no",
            };
            if (row % BrokenEvery == 0)
            {
                var way = Breaks[row / BrokenEvery % Breaks.Length];
                cells[way.At] = way.Cell;
                broken.Add((row, way.Column, way.Code));
            }

            text.AppendJoin(',', columns.Select(column => cells[column])).Append('\n');
        }

        return (Encoding.UTF8.GetBytes(text.ToString()), broken);
    }

    private sealed record Totals(long Services, long Versions, long Changes, long Events);

    // Events as the outbox counts them, whether or not they have left by now.
    private async Task<Totals> CountsAsync()
    {
        await using var db = directory.Host.Db();
        var events = await db.Database.SqlQuery<long>(
            $"""select coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox_messages', 'position')), 0) "Value" """).SingleAsync(Cancelled);
        return new(
            await db.CareServices.LongCountAsync(Cancelled), await db.CareServices.SumAsync(s => s.Version, Cancelled),
            await db.ServiceChanges.LongCountAsync(Cancelled), events);
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}

internal static class Members
{
    /// <summary>The member's text; empty where it is absent.</summary>
    public static string Member(this System.Text.Json.JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
