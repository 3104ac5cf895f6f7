using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.DirectoryOfServices.Search.Words;
using IntegratedCare.DirectoryOfServices.Tests.Search.Index;
using Npgsql;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>Searches a second with eight clients: ours through the service and through the gateway, beside PostgreSQL's ranking and Sphinx, by turns.</summary>
/// <remarks>
/// Ours answers over HTTP with facets, reasons and cards, and looks at the database before each search; the others answer with ids alone. Sizes:
/// the environment's <c>BENCHMARK_SIZES</c>, else 5,000, 50,000 and 500,000. The top ten of each search are held against scoring every service.
/// </remarks>
internal static class SearchSpeed
{
    private const int Rounds = 7;
    private const int TopCount = 10;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task MeasureAsync()
    {
        var sizes = Environment.GetEnvironmentVariable("BENCHMARK_SIZES") ?? "5000,50000,500000";
        foreach (var size in sizes.Split(',').Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))) await MeasureAsync(size);
    }

    private static async Task MeasureAsync(int size)
    {
        Console.WriteLine($"directory-search: {size:N0} services, {Contender.Clients} clients, {Rounds} rounds of {Round.TotalSeconds:F0} s each, by turns");
        await using var directory = await DirectoryProcesses.StartAsync(size);
        await using var sphinx = await SphinxServer.StartAsync(directory.OwnerConnectionString);
        if (sphinx is null) Console.WriteLine("  Sphinx is not installed (apt-get install sphinxsearch): left out");
        await CheckTopAsync(directory);

        var (token, searches) = (directory.Token(), GeneratedDirectory.Searches);
        using Contender service = new("ours, at the service, with facets and cards", searches, () => new HttpClientOfBytes(directory.Service, token, Path));
        using Contender gateway = new("ours, through the gateway", searches, () => new HttpClientOfBytes(directory.Gateway, token, Path));
        using Contender sql = new("PostgreSQL, ts_rank alone, no HTTP", searches, () => new RankedSql(directory.OwnerConnectionString));
        List<Contender> all = [service, gateway, sql];
        using var peer = sphinx is null ? null : new Contender("Sphinx, ranking alone, own protocol", searches, () => new SphinxClient(sphinx.Port));
        if (peer is not null) all.Add(peer);
        var processorTime = TimeSpan.Zero;
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var contender in all)
            {
                var before = directory.ServiceProcessorTime();
                contender.Run(Round, counts: round >= 0);
                if (contender == service && round >= 0) processorTime += directory.ServiceProcessorTime() - before;
            }
        }

        foreach (var contender in all) Console.WriteLine(contender.Line());
        foreach (var other in all.Skip(2))
            Console.WriteLine($"  ratio to {other.Name}: service {service.MedianPerSecond / other.MedianPerSecond:F1}, gateway {gateway.MedianPerSecond / other.MedianPerSecond:F1}");
        Console.WriteLine($"  the service takes {processorTime.TotalMilliseconds / service.Asked:F2} ms of one processor for a search, and {directory.ServiceMebibytes():N0} MiB");
    }

    private static string Path(string search) => "/api/directory/services?pageSize=20&search=" + Uri.EscapeDataString(search);

    private static async Task CheckTopAsync(DirectoryProcesses directory)
    {
        await using var database = NpgsqlDataSource.Create(directory.OwnerConnectionString);
        var reader = new IndexReader(database);
        var (services, writer) = (new List<IndexedService>(), new IndexWriter());
        await foreach (var some in reader.ReadAllAsync(50_000, CancellationToken.None))
        {
            services.AddRange(some);
            writer.Apply(some, []);
        }

        var place = await reader.ReadPlaceAsync(CancellationToken.None);
        using var client = new HttpClient { BaseAddress = directory.Service };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", directory.Token());
        foreach (var search in GeneratedDirectory.Searches)
        {
            var text = SearchText.Read(search);
            var stems = await reader.ReadStemsAsync([.. text.Words], CancellationToken.None);
            var meaning = new MeaningReader(writer.Current, SynonymTable.Empty, stems).Read(text).Meaning
                ?? throw new InvalidOperationException($"“{search}” means nothing.");
            var expected = NaiveSearch.Run(services, new(meaning, new(), default, TimeProvider.System.GetUtcNow()) { Neighbourhoods = place.Neighbourhoods }).Ids;
            var answer = await client.GetFromJsonAsync<JsonElement>($"/api/directory/services?pageSize={TopCount}&search={Uri.EscapeDataString(search)}");
            var found = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
            if (!found.SequenceEqual(expected.Take(TopCount)) || answer.GetProperty("total").GetInt32() != expected.Count)
                throw new InvalidOperationException($"“{search}”: the index does not answer as exhaustive scoring does.");
        }

        Console.WriteLine($"  the top {TopCount} of {GeneratedDirectory.Searches.Count} searches equal exhaustive scoring");
    }
}
