using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace IntegratedCare.DirectoryOfServices.Tests.Search;

/// <summary>Does the search find what people mean? Queries as people type them, judged by what should come first in the directory of Oldham.</summary>
/// <remarks>
/// <c>judgements.csv</c>: what a service is worth for a query, 3 (what is meant), 2 (helps too), 1 (related); the rest is worth nothing. The measure is
/// the normalised discounted cumulative gain of the first five (Järvelin and Kekäläinen, 2002): gain 2^worth - 1, discounted by log2(rank + 1).
/// </remarks>
public sealed class SearchQualityTests(OldhamDirectory oldham, ITestOutputHelper output) : IClassFixture<OldhamDirectory>
{
    private const double NdcgMin = 0.9;
    private const int Depth = 5;
    private const string CategoryPrefix = "category:";

    [Fact]
    public async Task What_people_mean_comes_first()
    {
        var queries = Judged();
        Assert.True(queries.Count >= 60, $"{queries.Count} queries");
        var scores = new List<double>();
        var empty = new List<string>();
        foreach (var (query, judged) in queries)
        {
            var found = await FindAsync(query);
            if (found.Count == 0) empty.Add(query);
            var gains = found.Take(Depth).Select(service => Worth(service, judged)).ToList();
            var score = Gain(gains) / Gain(await IdealAsync(judged));
            scores.Add(score);
            if (score < NdcgMin) output.WriteLine($"{score:0.00} {query}: {string.Join(", ", found.Take(Depth).Select(s => $"{s.Code}({Worth(s, judged)})"))}");
        }

        output.WriteLine($"nDCG@{Depth} {scores.Average():0.000} over {scores.Count} queries");
        Assert.Empty(empty);
        Assert.True(scores.Average() >= NdcgMin, $"nDCG@{Depth} is {scores.Average():0.000}");
    }

    private async Task<List<(string Code, string Category)>> FindAsync(string query)
    {
        var address = new Uri($"/api/directory/services?pageSize=20&search={Uri.EscapeDataString(query)}", UriKind.Relative);
        var answer = JsonElement.Parse(await oldham.Gp.GetStringAsync(address, TestContext.Current.CancellationToken));
        return
        [
            .. answer.GetProperty("items").EnumerateArray().Select(item =>
                (oldham.ServiceCodes[item.GetProperty("id").GetGuid()], item.GetProperty("category").GetString() ?? "")),
        ];
    }

    // A category that is judged stands for each of its services; five of them are all that counts.
    private async Task<List<int>> IdealAsync(Dictionary<string, int> judged)
    {
        var worths = new List<int>();
        foreach (var (key, worth) in judged)
        {
            if (!key.StartsWith(CategoryPrefix, StringComparison.Ordinal))
            {
                Assert.Contains(key, oldham.ServiceCodes.Values);
                worths.Add(worth);
                continue;
            }

            var address = new Uri($"/api/directory/services?pageSize=5&category={key[CategoryPrefix.Length..]}", UriKind.Relative);
            var answer = JsonElement.Parse(await oldham.Gp.GetStringAsync(address, TestContext.Current.CancellationToken));
            worths.AddRange(Enumerable.Repeat(worth, answer.GetProperty("items").GetArrayLength()));
        }

        return [.. worths.OrderDescending().Take(Depth)];
    }

    private static int Worth((string Code, string Category) service, Dictionary<string, int> judged) =>
        judged.TryGetValue(service.Code, out var worth) || judged.TryGetValue(CategoryPrefix + service.Category, out worth) ? worth : 0;

    private static double Gain(IEnumerable<int> worths) => worths.Select((worth, rank) => (Math.Pow(2, worth) - 1) / Math.Log2(rank + 2)).Sum();

    private static List<(string Query, Dictionary<string, int> Judged)> Judged()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("judgements.csv")
            ?? throw new InvalidOperationException("The judgements are part of the tests.");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',', 2)).Select(cells =>
                (cells[0], cells[1].Split(';', StringSplitOptions.TrimEntries).Select(pair => pair.Split('='))
                    .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture)))),
        ];
    }
}
