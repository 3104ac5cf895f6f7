using System.Net;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Journal;

/// <summary>
/// Partners pay in and bookings are made, moved and ended, by many at once, with repeats and in any order; a model that
/// knows nothing of journals says what must come out.
/// </summary>
public sealed class MixedPostingsTests(RunningLedger ledger) : IAsyncLifetime
{
    private const int Contributions = 550;
    private const int Bookings = 500;
    private const int Clients = 8;
    private static readonly DateOnly YearEnd = new(2027, 3, 31);

    private readonly Random random = new(20261120);
    private readonly List<(string Code, string Category, DidNotAttendRule Rule)> funds = [];
    private readonly Dictionary<(string Fund, string Account), long> expected = [];
    private ServiceHost<Program, LedgerDb>? own;

    private ServiceHost<Program, LedgerDb> Host => own ?? throw new InvalidOperationException("It starts with the test.");

    public async ValueTask InitializeAsync()
    {
        own = await ledger.StartAsync();
        foreach (var rule in Enum.GetValues<DidNotAttendRule>())
        {
            var (code, category) = await own.AddFundAsync(fund => fund with { DidNotAttendRule = rule });
            funds.Add((code, category, rule));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null) await own.DisposeAsync();
    }

    [Fact]
    public async Task A_thousand_mixed_postings_agree_with_the_model_to_the_penny()
    {
        var events = PlanBookings(out var ends);
        var contributions = PlanContributions();

        var posting = PostAsync(contributions);
        await Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (publish, _) => await publish());
        await posting;
        await Eventually.Async(async () => await ReachedAsync(ends), TimeSpan.FromMinutes(3), "the end of every booking");

        await AssertBooksAsync();
    }

    private List<(string Fund, PostContributionRequest Asked, string Key, HttpStatusCode Answer)> PlanContributions()
    {
        var plan = new List<(string, PostContributionRequest, string, HttpStatusCode)>();
        for (var made = 0; made < Contributions; made++)
        {
            var fund = funds[random.Next(funds.Count)].Code;
            var partner = random.Next(2) == 0 ? A.Council : A.Trust;
            var asked = A.Contribution(partner, random.Next(1, 1_000_000));
            var key = A.Code("key");
            plan.Add((fund, asked, key, HttpStatusCode.Created));
            Expect(fund, "receipts", asked.AmountPence);
            Expect(fund, $"contributions:{partner}", -asked.AmountPence);
            if (made % 10 == 0) plan.Add((fund, asked, key, HttpStatusCode.Created));
            if (made % 10 == 5) plan.Add((fund, asked with { Partner = "stranger" }, A.Code("key"), HttpStatusCode.UnprocessableEntity));
        }

        return plan;
    }

    private async Task PostAsync(
        IEnumerable<(string Fund, PostContributionRequest Asked, string Key, HttpStatusCode Answer)> contributions)
    {
        using var council = Host.Finance();
        using var trust = Host.Finance(A.Trust);
        await Parallel.ForEachAsync(contributions, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (made, _) =>
        {
            using var answer = await (made.Asked.Partner == A.Trust ? trust : council).ContributeAsync(made.Fund, made.Asked, made.Key);
            Assert.Equal(made.Answer, answer.StatusCode);
        });
    }

    /// <summary>Every event of every booking and service, some of them twice, in no order.</summary>
    private Func<Task>[] PlanBookings(out Dictionary<Guid, ChargeState> ends)
    {
        var events = new List<Func<Task>>();
        ends = [];
        var services = funds.SelectMany(fund => Enumerable.Range(0, 5).Select(n =>
            (Fund: fund, Published: A.Service(fund.Category, n == 0 ? null : random.Next(1, 50_000))))).ToList();
        foreach (var (_, published) in services) Add(published);

        for (var made = 0; made < Bookings; made++)
        {
            var (fund, service) = services[random.Next(services.Count)];
            var booking = A.Booking(service.ServiceId);
            var last = 1;
            Add(booking);
            if (random.Next(4) == 0) Add(A.Rescheduled(booking, ++last));
            var ending = random.Next(4);
            if (ending == 1) Add(A.Delivered(booking, ++last));
            if (ending == 2) Add(A.Cancelled(booking, ++last));
            if (ending == 3) Add(A.DidNotAttend(booking, ++last));
            ends[booking.BookingId] = End(fund, service.TariffPence, ending);
        }

        var order = events.ToArray();
        random.Shuffle(order);
        return order;

        void Add<TEvent>(TEvent published) where TEvent : class
        {
            var message = Guid.CreateVersion7();
            events.Add(() => Host.PublishAsync(published, message));
            if (random.Next(5) == 0) events.Add(() => Host.PublishAsync(published, message));
            if (random.Next(5) == 0) events.Add(() => Host.PublishAsync(published));
        }
    }

    private ChargeState End((string Code, string Category, DidNotAttendRule Rule) fund, long? tariffPence, int ending)
    {
        var isCancelled = ending == 2;
        if (tariffPence is not { } pence) return isCancelled ? ChargeState.Released : ChargeState.NotCharged;
        if (isCancelled || (ending == 3 && fund.Rule == DidNotAttendRule.Release)) return ChargeState.Released;
        var isSpent = ending != 0;
        Expect(fund.Code, isSpent ? $"expenditure:{A.Programme}" : $"commitments:{A.Programme}", pence);
        Expect(fund.Code, isSpent ? "payables" : "reserve-for-commitments", -pence);
        return isSpent ? ChargeState.Spent : ChargeState.Committed;
    }

    private void Expect(string fund, string account, long pence) =>
        expected[(fund, account)] = expected.GetValueOrDefault((fund, account)) + pence;

    private async Task<bool> ReachedAsync(Dictionary<Guid, ChargeState> ends)
    {
        await using var db = Host.Db();
        var charges = await db.Charges.AsNoTracking().ToDictionaryAsync(c => c.BookingId.Value, c => c.State);
        return ends.All(end => charges.TryGetValue(end.Key, out var state) && state == end.Value);
    }

    private async Task AssertBooksAsync()
    {
        using var finance = Host.Finance();
        var balance = await finance.ReadAsync<TrialBalanceView>($"/api/ledger/trial-balance?asOf={YearEnd:yyyy-MM-dd}");
        Assert.Equal(balance.DebitsPence, balance.CreditsPence);
        Assert.Equal(
            expected.Where(e => e.Value != 0).OrderBy(e => e.Key.Fund, StringComparer.Ordinal).ThenBy(e => e.Key.Account, StringComparer.Ordinal)
                .Select(e => (e.Key.Fund, e.Key.Account, e.Value)),
            balance.Accounts.Where(a => a.DebitsPence != a.CreditsPence)
                .OrderBy(a => a.FundCode, StringComparer.Ordinal).ThenBy(a => a.Account, StringComparer.Ordinal)
                .Select(a => (a.FundCode, a.Account, a.DebitsPence - a.CreditsPence)));

        var journal = await ReadJournalAsync(finance);
        Assert.True(journal.Count >= 1_000, $"{journal.Count} entries");
        foreach (var fund in journal.GroupBy(entry => entry.FundCode))
            Assert.Equal(Enumerable.Range(1, fund.Count()).Select(n => (long)n), fund.Select(entry => entry.Number));
        Assert.All(journal, entry => Assert.Equal(entry.Lines.Sum(l => l.DebitPence ?? 0), entry.Lines.Sum(l => l.CreditPence ?? 0)));
        Assert.Equal(
            new VerificationView(journal.Count, Intact: true, FirstBroken: null),
            await finance.ReadAsync<VerificationView>("/api/ledger/journal/verification"));

        await using var db = Host.Db();
        Assert.Equal(0, await db.Database
            .SqlQuery<long>($"SELECT deadlocks AS \"Value\" FROM pg_stat_database WHERE datname = current_database()").SingleAsync());

        foreach (var (code, _, _) in funds)
        {
            var position = await Host.PositionAsync(code, YearEnd);
            Assert.Equal(-Sum(code, "contributions:"), position.ContributedPence);
            Assert.Equal(Sum(code, "commitments:"), position.CommittedPence);
            Assert.Equal(Sum(code, "expenditure:"), position.SpentPence);
        }
    }

    private long Sum(string fund, string accounts) => expected
        .Where(e => e.Key.Fund == fund && e.Key.Account.StartsWith(accounts, StringComparison.Ordinal)).Sum(e => e.Value);

    private static async Task<List<JournalEntryView>> ReadJournalAsync(HttpClient finance)
    {
        var journal = new List<JournalEntryView>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await finance.ReadAsync<Feed<JournalEntryView>>(
                $"/api/ledger/journal?limit=300&after={Uri.EscapeDataString(cursor)}");
            journal.AddRange(page.Items);
            cursor = page.Next;
        }

        return journal;
    }
}
