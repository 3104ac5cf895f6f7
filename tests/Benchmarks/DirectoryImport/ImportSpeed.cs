using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntegratedCare.Benchmarks.DirectorySearch;
using IntegratedCare.Kernel.Auth;
using Npgsql;

namespace IntegratedCare.Benchmarks.DirectoryImport;

/// <summary>Rows a second of a table of new services: its report alone, the whole import, and a bare COPY of the same rows, by turns.</summary>
/// <remarks>
/// COPY checks nothing and writes one table without history, events or search. Everything runs on one server, over HTTP on loopback; each round sends
/// services that the directory has not, so that it grows. Rows: the environment's <c>BENCHMARK_ROWS</c>, else 50,000.
/// </remarks>
internal static class ImportSpeed
{
    private const int Rounds = 3;

    private static readonly string[] Columns =
    [
        "external_id", "name", "description", "category", "provider_name", "delivery", "minimum_age", "maximum_age", "telephone", "url", "opening_hours", "keywords",
        "bookable",
    ];

    private static readonly TimeSpan ImportMax = TimeSpan.FromMinutes(15);

    public static async Task MeasureAsync()
    {
        var rows = int.Parse(Environment.GetEnvironmentVariable("BENCHMARK_ROWS") ?? "50000", CultureInfo.InvariantCulture);
        Console.WriteLine($"directory-import: {rows:N0} rows, {Rounds} rounds, by turns");
        await using var directory = await DirectoryProcesses.StartAsync(1);
        await using var database = NpgsqlDataSource.Create(directory.OwnerConnectionString);
        using var client = new HttpClient { BaseAddress = directory.Service, Timeout = ImportMax };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", directory.Token(Roles.PlaceLoader));
        var provider = await ProviderAsync(database);

        var (report, import, copy) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var text = File(rows, round, provider);
            var file = Encoding.UTF8.GetBytes(text);
            var id = Guid.Empty;
            var reported = rows / await SecondsAsync(async () => id = await ImportAsync(client, file, round, isDryRun: true, "ready", rows));
            using var cancelled = await client.PostAsync(new Uri($"/api/directory/imports/{id}/cancellation", UriKind.Relative), null);
            var imported = rows / await SecondsAsync(() => ImportAsync(client, file, round, isDryRun: false, "applied", rows));
            var copied = rows / await SecondsAsync(() => CopyAsync(database, text));
            if (round == 0) continue;    // everything has been done once before it counts
            report.Add(reported);
            import.Add(imported);
            copy.Add(copied);
        }

        var limit = Print("COPY of the same rows", copy, null);
        Print("ours, the report of a dry run", report, limit);
        Print("ours, report and application", import, limit);
    }

    private static double Print(string title, List<double> perSecond, double? limit)
    {
        perSecond.Sort();
        var median = perSecond[perSecond.Count / 2];
        Console.WriteLine($"  {title}: {median:N0} rows/s ({perSecond[0]:N0} to {perSecond[^1]:N0}){(limit is { } most ? $", ratio {median / most:F4}" : "")}");
        return median;
    }

    private static async Task<Guid> ImportAsync(HttpClient client, byte[] file, int round, bool isDryRun, string end, int rows)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new("text/csv");
        using var answer = await client.PostAsync(
            new Uri($"/api/directory/imports?format=csv&source=round-{round}&dryRun={(isDryRun ? "true" : "false")}", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < ImportMax; await Task.Delay(20))
        {
            var import = await client.GetFromJsonAsync<JsonElement>($"/api/directory/imports/{id}");
            var status = import.GetProperty("status").GetString();
            if (status is "uploaded" or "validating" or "applying") continue;
            if (status != end || import.GetProperty("added").GetInt32() != rows) throw new InvalidOperationException($"A round went wrong: {import}");
            return id;
        }

        throw new TimeoutException("An import did not come to its end.");
    }

    private static async Task CopyAsync(NpgsqlDataSource database, string file)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand(
            $"create table if not exists copied ({string.Join(", ", Columns.Select(column => $"{column} text"))}, primary key (external_id))", connection))
            await create.ExecuteNonQueryAsync();
        await using var copy = await connection.BeginTextImportAsync($"copy copied ({string.Join(", ", Columns)}) from stdin (format csv, header)");
        await copy.WriteAsync(file);
    }

    private static async Task<string> ProviderAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select name from organisations limit 1");
        return await command.ExecuteScalarAsync() as string ?? throw new InvalidOperationException("Nobody provides anything.");
    }

    private static string File(int rows, int round, string provider)
    {
        var text = new StringBuilder(string.Join(',', Columns)).Append('\n');
        for (var row = 1; row <= rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"round-{round}-{row},Service {row} of round {round},\"Help, of the kind {row % 97}, close to home\",");
            text.Append(CultureInfo.InvariantCulture, $"{(row % 2 == 0 ? "stayingWell" : "voluntarySector")},{provider},inPerson; telephone,18,90,0161 496 0000,");
            text.Append(CultureInfo.InvariantCulture, $"https://help.example/{row},mon-fri 09:00-17:00; 1st tue 18:00-20:00,help; support,no\n");
        }

        return text.ToString();
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
