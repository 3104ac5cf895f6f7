using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;

namespace IntegratedCare.Benchmarks.Ledgers;

/// <summary>Postings a second through HTTP beside the least double entry under <c>pgbench</c>, by turns; then the same with millions of entries in the books.</summary>
/// <remarks>Afterwards every journal is verified whole, and debits equal credits.</remarks>
internal static class LedgerSpeed
{
    private const int RoundsCount = 5;
    private const int SecondsOfPosting = 3;
    private const int EntriesMin = 10_000;
    private const int BulkLength = 100;
    private const int ReadsCount = 500;
    private static readonly int[] Clients = [8, 32];

    public static async Task<int> MeasureAsync(string[] options)
    {
        var most = options is ["--entries", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 5_000_000;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var ledger = await LedgerProcess.StartAsync(today);
        var bare = new DoubleEntrySql(ledger.Owner("double_entry"));
        await bare.CreateAsync();
        using var callers = new Callers(ledger, Clients.Max(), today);

        await callers.FillAsync(EntriesMin);
        await callers.RateAsync(Clients.Max(), TimeSpan.FromSeconds(20), callers.Spread);      // until everything is compiled for good
        var small = await CompareAsync(ledger, bare, callers);
        await callers.FillAsync(most);
        await using (var owner = NpgsqlDataSource.Create(ledger.Owner("ledger").ConnectionString))
        await using (var analyse = owner.CreateCommand("VACUUM ANALYZE"))
        {
            analyse.CommandTimeout = 0;
            await analyse.ExecuteNonQueryAsync();
        }

        Console.WriteLine($"  with {callers.Posted:N0} entries in the books:");
        var large = await CompareAsync(ledger, bare, callers);
        foreach (var (what, ratio) in small) Console.WriteLine($"  {what}: ratio with many entries to ratio with few {large[what] / ratio:F2}");
        await ReadAsync(ledger, callers);
        return 0;
    }

    private static async Task<Dictionary<string, double>> CompareAsync(LedgerProcess ledger, DoubleEntrySql bare, Callers callers)
    {
        var ratios = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var clients in Clients)
        {
            await MeasureAsync($"single, spread, {clients} clients", time => callers.RateAsync(clients, time, callers.Spread), () => bare.SpreadAsync(clients, 8_000 / clients));
            await MeasureAsync($"single, one hot account, {clients} clients", time => callers.RateAsync(clients, time, callers.Hot), () => bare.HotAsync(clients, 4_000 / clients));
        }

        await MeasureAsync($"bulk of {BulkLength}, 8 clients", async time => BulkLength * await callers.RateAsync(8, time, callers.Bulk), () => bare.BatchAsync(8, 30, BulkLength));
        return ratios;

        async Task MeasureAsync(string what, Func<TimeSpan, Task<double>> ours, Func<Task<double>> limit)
        {
            var (rates, limits) = (new List<double>(), new List<double>());
            var (before, posted) = (ledger.Service.ProcessorTime(), callers.Posted);
            for (var round = 0; round < RoundsCount; round++)
            {
                rates.Add(await ours(TimeSpan.FromSeconds(SecondsOfPosting)));
                limits.Add(await limit());
            }

            var each = (ledger.Service.ProcessorTime() - before).TotalMicroseconds / (callers.Posted - posted);
            ratios[what] = Median(rates) / Median(limits);
            Console.WriteLine($"ledger, {what}: {Median(rates):N0} postings/s ({rates.Min():N0} to {rates.Max():N0}; {each:N0} µs of the service each) beside bare SQL {Median(limits):N0} "
                + $"({limits.Min():N0} to {limits.Max():N0}), ratio {ratios[what]:F3}");
        }
    }

    private static async Task ReadAsync(LedgerProcess ledger, Callers callers)
    {
        using var client = new HttpClient { BaseAddress = ledger.Service.Address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ledger.Token("reader"));
        foreach (var path in new[] { $"funds/{LedgerProcess.Fund(0)}/position", "trial-balance" })
        {
            var times = new List<double>();
            for (var i = 0; i < ReadsCount + 50; i++)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync($"/api/ledger/{path}");
                answer.EnsureSuccessStatusCode();
                if (i >= 50) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine($"ledger, {path} at {callers.Posted:N0} entries: p50 {times[times.Count / 2]:F1} ms, p99 {times[times.Count * 99 / 100]:F1} ms (bar 50)");
        }

        foreach (var since in new[] { false, true })
        {
            if (since) await callers.RateAsync(8, TimeSpan.FromSeconds(1), callers.Bulk);
            var start = Stopwatch.GetTimestamp();
            using var answer = JsonDocument.Parse(await client.GetStringAsync($"/api/ledger/journal/verification?sinceLast={(since ? "true" : "false")}"));
            var (seconds, entries) = (Stopwatch.GetElapsedTime(start).TotalSeconds, answer.RootElement.GetProperty("entries").GetInt64());
            if (!answer.RootElement.GetProperty("intact").GetBoolean()) throw new InvalidOperationException(answer.RootElement.GetRawText());
            Console.WriteLine($"ledger, verification {(since ? "since the last" : "of the whole")}: {entries:N0} entries in {seconds:F2} s, {entries / seconds:N0} entries/s (bar 200,000)");
        }

        using var balance = JsonDocument.Parse(await client.GetStringAsync("/api/ledger/trial-balance"));
        if (balance.RootElement.GetProperty("debitsPence").GetInt64() != balance.RootElement.GetProperty("creditsPence").GetInt64()) throw new InvalidOperationException("The books do not balance.");
        Console.WriteLine("  every journal is intact, and debits equal credits");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>A finance system that posts on many connections, on each as fast as it is answered.</summary>
    private sealed class Callers : IDisposable
    {
        private const int FillLength = 2_000;
        private readonly List<JournalClient> clients = [];
        private readonly DateOnly today;
        private readonly int days;
        private long posted;

        public Callers(LedgerProcess ledger, int count, DateOnly today)
        {
            this.today = today;
            var yearStart = new DateOnly(today.Month >= 4 ? today.Year : today.Year - 1, 4, 1);
            days = today.DayNumber - yearStart.DayNumber + 1;
            var token = ledger.Token("finance system");
            for (var number = 0; number < count; number++) clients.Add(new(ledger.Service.Address, token, $"p{number}"));
        }

        public long Posted => Interlocked.Read(ref posted);

        public Task Spread(JournalClient client, Random random) =>
            Count(client.PostAsync(random.Next(LedgerProcess.Funds), Expenditure(random), "payables", today), 1);

        public Task Hot(JournalClient client, Random random) => Count(client.PostAsync(0, Expenditure(random), "payables", today), 1);

        public Task Bulk(JournalClient client, Random random) =>
            Count(client.PostBulkAsync(random.Next(LedgerProcess.Funds), BulkLength, _ => (Expenditure(random), "payables", today)), BulkLength);

        /// <summary>Posts by the thousand, with effect on all the days of the year so far, until there are so many entries.</summary>
        public Task FillAsync(int entries) => Task.WhenAll(clients.Take(4).Select(async (client, number) =>
        {
            var random = new Random(number);
            await client.ConnectAsync();
            for (var fund = number; Posted < entries; fund += 4)
            {
                // The first fund has most of them, as a place's main pool would.
                await Count(client.PostBulkAsync(random.Next(2) == 0 ? 0 : fund % LedgerProcess.Funds, FillLength,
                    _ => (Expenditure(random), "payables", today.AddDays(-random.Next(days)))), FillLength);
            }
        }));

        /// <summary>Calls a second.</summary>
        public async Task<double> RateAsync(int count, TimeSpan time, Func<JournalClient, Random, Task> call)
        {
            var (start, calls) = (Stopwatch.GetTimestamp(), 0);
            await Task.WhenAll(clients.Take(count).Select((client, number) => Task.Run(async () =>
            {
                var random = new Random(number);
                await client.ConnectAsync();
                while (Stopwatch.GetElapsedTime(start) < time)
                {
                    await call(client, random);
                    Interlocked.Increment(ref calls);
                }
            })));
            return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public void Dispose() => clients.ForEach(client => client.Dispose());

        private async Task Count(Task posting, int entries)
        {
            await posting;
            Interlocked.Add(ref posted, entries);
        }

        private static string Expenditure(Random random) => $"expenditure:{LedgerProcess.Programme(random.Next(LedgerProcess.ProgrammesEach))}";
    }
}
