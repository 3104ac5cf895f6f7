using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Benchmarks.DirectorySearch;
using IntegratedCare.Scheduling;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Benchmarks.SlotSearch;

/// <summary>Searches for free slots over 200 teams and six weeks with eight clients, beside the bare read of the same claims, by turns.</summary>
internal static class SlotSpeed
{
    private const int Rounds = 7;
    private const int RoundsToWarmUp = 3;       // until everything is compiled as it stays, and what is kept in memory is in it
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task MeasureAsync()
    {
        await using var scheduling = await SchedulingProcess.StartAsync(FullDiary.FillAsync);
        var searches = Searches(TimeProvider.System.GetUtcNow());
        await DescribeAsync(scheduling, searches);
        var claims = await ClaimsOfAsync(scheduling, searches);
        var token = scheduling.Token();
        List<string> asked = [.. searches.Select(s => s.Query)];
        using Contender ours = new("ours, at the service", asked, () => new HttpClientOfBytes(scheduling.Address, token, query => "/api/scheduling/slots?" + query));
        using Contender sql = new("PostgreSQL, the same claims alone, no HTTP", asked, () => new ClaimsSql(scheduling.OwnerConnectionString, claims));
        var processorTime = TimeSpan.Zero;
        for (var round = -RoundsToWarmUp; round < Rounds; round++)
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
        var (until, later) = (now.AddDays(41.9), now.AddDays(20));
        List<Search> searches = [];
        foreach (var service in new[] { FullDiary.Plain, FullDiary.InARoom, FullDiary.ByTwo })
        {
            Add(service, null, now, 100);
            Add(service, null, later, 50);
            for (var n = 0; n < 10; n++) Add(service, $"n{n}", now, 20);
        }

        Add(FullDiary.Plain, null, now, 500);
        return searches;

        void Add(Guid service, string? neighbourhood, DateTimeOffset from, int limit) => searches.Add(new(
            $"serviceId={service}&from={from:yyyy-MM-ddTHH:mm:ssZ}&to={until:yyyy-MM-ddTHH:mm:ssZ}&limit={limit}"
            + (neighbourhood is null ? "" : "&neighbourhood=" + neighbourhood), service, neighbourhood, from, until));
    }

    // What must be read to be sure of an answer: all that those asked have given away until the last slot that is answered.
    private static async Task<Dictionary<string, ClaimsAsked>> ClaimsOfAsync(SchedulingProcess scheduling, List<Search> searches)
    {
        var claims = new Dictionary<string, ClaimsAsked>(StringComparer.Ordinal);
        await using var db = new SchedulingDb(new DbContextOptionsBuilder<SchedulingDb>().UseNpgsql(scheduling.OwnerConnectionString).Options);
        using var client = Client(scheduling);
        foreach (var search in searches)
        {
            var rota = await ServiceRota.ReadAsync(db, new ServiceId(search.Service), TimeProvider.System.GetUtcNow(), CancellationToken.None);
            var resources = rota.Teams.Where(t => search.Neighbourhood is null || t.Neighbourhoods.Contains(search.Neighbourhood))
                .SelectMany(t => t.ResourceIds).Select(r => r.Value).ToArray();
            var last = (await SlotsAsync(client, search)).Select(i => i.GetProperty("end").GetDateTimeOffset()).DefaultIfEmpty(search.Until).Max();
            claims[search.Query] = new(resources, search.From.UtcDateTime, last.UtcDateTime);
        }

        return claims;
    }

    private static HttpClient Client(SchedulingProcess scheduling)
    {
        var client = new HttpClient { BaseAddress = scheduling.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", scheduling.Token());
        return client;
    }

    private static async Task<List<JsonElement>> SlotsAsync(HttpClient client, Search search) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/scheduling/slots?" + search.Query)).GetProperty("items").EnumerateArray()];

    private static async Task DescribeAsync(SchedulingProcess scheduling, List<Search> searches)
    {
        await using var owner = NpgsqlDataSource.Create(scheduling.OwnerConnectionString);
        await using var command = owner.CreateCommand("SELECT (SELECT count(*) FROM resource_claims)::text || ' claims'");
        using var client = Client(scheduling);
        var found = 0;
        foreach (var search in searches) found += (await SlotsAsync(client, search)).Count;

        if (found == 0) throw new InvalidOperationException("Nothing is free: the searches find nothing.");
        Console.WriteLine($"slot-search: {FullDiary.Teams} teams, {FullDiary.Weeks} weeks, {await command.ExecuteScalarAsync()}, {Contender.Clients} clients, "
            + $"{searches.Count} searches with {found / searches.Count} slots each, {Rounds} rounds of {Round.TotalSeconds:F0} s each, by turns");
    }

    private sealed record Search(string Query, Guid Service, string? Neighbourhood, DateTimeOffset From, DateTimeOffset Until);
}
