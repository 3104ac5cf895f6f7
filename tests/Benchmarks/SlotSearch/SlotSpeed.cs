using System.Data.Common;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Benchmarks.DirectorySearch;
using IntegratedCare.Scheduling;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace IntegratedCare.Benchmarks.SlotSearch;

/// <summary>Searches for free slots over 200 teams and six weeks with eight clients, beside the bare read of the same claims, by turns.</summary>
internal static class SlotSpeed
{
    private const int Rounds = 7;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task MeasureAsync()
    {
        await using var scheduling = await SchedulingProcess.StartAsync(FullDiary.FillAsync);
        var searches = Searches(DateTimeOffset.UtcNow);
        await DescribeAsync(scheduling, searches);
        var claims = await ClaimsOfAsync(scheduling.OwnerConnectionString, searches);
        var token = scheduling.Token();
        List<string> asked = [.. searches.Select(s => s.Query)];
        using Contender ours = new("ours, at the service", asked, () => new HttpClientOfBytes(scheduling.Address, token, query => "/api/scheduling/slots?" + query));
        using Contender sql = new("PostgreSQL, the same claims alone, no HTTP", asked, () => new ClaimsSql(scheduling.OwnerConnectionString, claims));
        var processorTime = TimeSpan.Zero;
        for (var round = -1; round < Rounds; round++)
        {
            var before = scheduling.ProcessorTime();
            ours.Run(Round, counts: round >= 0);
            if (round >= 0) processorTime += scheduling.ProcessorTime() - before;
            sql.Run(Round, counts: round >= 0);
        }

        Console.WriteLine(ours.Line());
        Console.WriteLine(sql.Line());
        Console.WriteLine($"  ratio p50 {ours.MedianMilliseconds / sql.MedianMilliseconds:F1}, p99 {ours.WorstOfAHundredMilliseconds / sql.WorstOfAHundredMilliseconds:F1}"
            + $"; the service takes {processorTime.TotalMilliseconds / ours.Asked:F2} ms of one processor for a search");
    }

    // As people ask: their neighbourhood's next times, the place's, one weekday weeks ahead, care in a room, and care by two that is hard to find.
    private static List<Search> Searches(DateTimeOffset now)
    {
        var sixWeeks = $"&to={now.AddDays(41.9):yyyy-MM-ddTHH:mm:ssZ}";
        var later = $"&from={now.AddDays(20):yyyy-MM-ddTHH:mm:ssZ}{sixWeeks}";
        List<Search> searches = [];
        foreach (var service in new[] { FullDiary.Plain, FullDiary.InARoom, FullDiary.ByTwo })
        {
            searches.Add(new($"serviceId={service}{sixWeeks}", service, null, 0, 100));
            searches.Add(new($"serviceId={service}{later}&limit=50", service, null, 20, 50));
            for (var n = 0; n < 10; n++)
                searches.Add(new($"serviceId={service}{sixWeeks}&limit=20&neighbourhood=n{n}", service, $"n{n}", 0, 20));
        }

        searches.Add(new($"serviceId={FullDiary.Plain}{sixWeeks}&limit=500", FullDiary.Plain, null, 0, 500));
        return searches;
    }

    // What our own search reads for each, by running it once here with somebody who writes down what it asks of the database.
    private static async Task<Dictionary<string, ClaimsAsked>> ClaimsOfAsync(string connectionString, List<Search> searches)
    {
        var seen = new ClaimsSeen();
        var claims = new Dictionary<string, ClaimsAsked>(StringComparer.Ordinal);
        var options = new DbContextOptionsBuilder<SchedulingDb>().UseNpgsql(connectionString).AddInterceptors(seen).Options;
        foreach (var search in searches)
        {
            var now = DateTimeOffset.UtcNow;
            await using var db = new SchedulingDb(options);
            var rota = await ServiceRota.ReadAsync(db, new ServiceId(search.Service), now, CancellationToken.None);
            var teams = rota.Teams.Where(t => search.Neighbourhood is null || t.Neighbourhoods.Contains(search.Neighbourhood)).ToList();
            await db.FreeSlotsAsync(rota, teams, new(now.AddDays(search.FromDays), now.AddDays(41.9)), search.Limit, now, CancellationToken.None);
            claims[search.Query] = new(seen.Take());
        }

        return claims;
    }

    private static async Task DescribeAsync(SchedulingProcess scheduling, List<Search> searches)
    {
        await using var owner = NpgsqlDataSource.Create(scheduling.OwnerConnectionString);
        await using var command = owner.CreateCommand("SELECT (SELECT count(*) FROM resource_claims)::text || ' claims'");
        using var client = new HttpClient { BaseAddress = scheduling.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", scheduling.Token());
        var found = 0;
        foreach (var search in searches)
        {
            var list = await client.GetFromJsonAsync<JsonElement>("/api/scheduling/slots?" + search.Query);
            found += list.GetProperty("items").GetArrayLength();
        }

        if (found == 0) throw new InvalidOperationException("Nothing is free: the searches find nothing.");
        Console.WriteLine($"slot-search: {FullDiary.Teams} teams, {FullDiary.Weeks} weeks, {await command.ExecuteScalarAsync()}, {Contender.Clients} clients, "
            + $"{searches.Count} searches with {found / searches.Count} slots each, {Rounds} rounds of {Round.TotalSeconds:F0} s each, by turns");
    }

    private sealed record Search(string Query, Guid Service, string? Neighbourhood, int FromDays, int Limit);

    private sealed class ClaimsSeen : DbCommandInterceptor
    {
        private readonly List<(Guid[], DateTime, DateTime)> parts = [];

        public List<(Guid[], DateTime, DateTime)> Take()
        {
            var taken = parts.ToList();
            parts.Clear();
            return taken;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("FROM resource_claims", StringComparison.Ordinal)
                && command.Parameters is [{ Value: Guid[] resources }, { Value: DateTime start }, { Value: DateTime end }, ..])
                parts.Add((resources, start, end));
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
