using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Commitments;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Periods;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Ledger.Tests.Periods;
using IntegratedCare.Ledger.Years;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Years;

public sealed class CloseYearTests(RunningLedger ledger)
{
    private static readonly DateOnly NextDay = new(2026, 4, 1);
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private Task CloseMonthsAsync(string fund, UnderspendUse? use = null, params ItemReason[] marchReasons) =>
        CloseMonthsAsync(host, fund, use, marchReasons);

    private static async Task CloseMonthsAsync(
        ServiceHost<Program, LedgerDb> host, string fund, UnderspendUse? use, params ItemReason[] marchReasons)
    {
        await host.CloseThroughAsync(fund, "2026-02");
        using (var settled = await host.SettleAsync(fund, use)) Assert.Equal(HttpStatusCode.Created, settled.StatusCode);
        await host.VerifyAsync();
        using var march = await host.CloseAsync(fund, "2026-03", marchReasons);
        Assert.Equal(HttpStatusCode.OK, march.StatusCode);
    }

    [Fact]
    public async Task What_a_year_leaves_is_available_to_the_next_and_no_longer_to_it()
    {
        var fund = await host.AddLastYearAsync();
        var next = await host.AddThisYearAsync();
        await host.PayInAsync(fund, A.Council, 900);
        await host.PayInAsync(fund, A.Trust, 1_500);
        await host.SpendAsync(fund, A.Programme, 1_000);
        await host.PostAsync(Posting.Commitment(fund, ClosingCalls.Acute, 70, ClosingCalls.InOctober, A.Code("order"), "Ordered"));
        await CloseMonthsAsync(fund, UnderspendUse.NonRecurrentSpend);

        using var answer = await host.CloseYearAsync(fund, next);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var close = await answer.Content.ReadFromJsonAsync<YearCloseView>(RunningLedger.Json, TestContext.Current.CancellationToken);
        Assert.Equal((NextDay, 1_400L, 70L), (close?.EffectiveOn, close?.CarriedForwardPence, close?.CommittedPence));
        var old = await host.PositionAsync(fund, NextDay);
        Assert.Equal((2_400, 1_000, 0, 1_400, 0),
            (old.ContributedPence, old.SpentPence, old.CommittedPence, old.CarriedForwardPence, old.AvailablePence));
        var now = await host.PositionAsync(next, NextDay);
        Assert.Equal((0, 1_400, 70, 1_330), (now.ContributedPence, now.BroughtForwardPence, now.CommittedPence, now.AvailablePence));
        Assert.Equal(1_330, (await host.PositionAsync(fund, ClosingCalls.LastDay)).AvailablePence);
        Assert.Equal(0, (await host.PositionAsync(next, ClosingCalls.LastDay)).AvailablePence);
        await AssertAnsweredAsync(close ?? throw new InvalidOperationException("It was created."));
    }

    [Fact]
    public async Task A_year_is_closed_once_however_many_close_it_at_once()
    {
        var fund = await host.AddLastYearAsync();
        var next = await host.AddThisYearAsync();
        await host.PayInAsync(fund, A.Council, 500);
        await CloseMonthsAsync(fund, UnderspendUse.Contingency);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await host.CloseYearAsync(fund, next);
            return (answer.StatusCode, Code: answer.IsSuccessStatusCode ? "" : await answer.CodeAsync());
        }));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer == (HttpStatusCode.Conflict, "year.closed")));
        Assert.Equal(500, (await host.BalancesAsync(next))["receipts"]);
    }

    [Fact]
    public async Task A_booking_that_goes_on_is_paid_for_by_the_next_fund()
    {
        var category = A.Code("category");
        var fund = await host.AddLastYearAsync();
        using (var put = await host.PutFundAsync(fund, A.Fund() with
        {
            FinancialYear = ClosingCalls.LastYear,
            Programmes = [new(A.Programme, "Community health", 10_000, [category])],
        })) Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var next = await host.AddThisYearAsync();
        var service = A.Service(category);
        var careAt = new DateTimeOffset(2026, 3, 30, 9, 0, 0, TimeSpan.Zero);
        var booking = A.Booking(service.ServiceId) with { StartsAt = careAt, EndsAt = careAt.AddHours(1), OccurredAt = careAt.AddDays(-9) };
        await host.PublishAsync(service);
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        await CloseMonthsAsync(fund, UnderspendUse.Contingency, 
            new(ChecklistItem.BookingsWithoutOutcome, "Chased"), new(ChecklistItem.Accruals, "Immaterial"));
        using (var closed = await host.CloseYearAsync(fund, next)) Assert.Equal(HttpStatusCode.Created, closed.StatusCode);

        await host.PublishAsync(A.Delivered(booking));
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Spent);

        Assert.Equal((0, 6_200), (await SpentAsync(fund), await SpentAsync(next)));
        Assert.Equal(0, (await host.BalancesAsync(next))[$"commitments:{A.Programme}"]);
        Assert.Equal([(0L, 0L), (0L, 6_200L)], [await AttributedAsync(fund), await AttributedAsync(next)]);

        async Task<(long, long)> AttributedAsync(string code)
        {
            await using var db = host.Db();
            var parts = await db.Attributions.AsNoTracking().Where(a => a.FundCode == code && a.ProviderId == service.ProviderId)
                .ToListAsync(TestContext.Current.CancellationToken);
            return (parts.Sum(a => a.CommittedPence), parts.Sum(a => a.SpentPence));
        }

        async Task<long> SpentAsync(string code) => (await host.BalancesAsync(code)).GetValueOrDefault($"expenditure:{A.Programme}");
    }

    [Fact]
    public async Task An_order_that_goes_on_is_spent_from_the_next_fund_and_its_neighbourhood_goes_with_it()
    {
        var fund = await host.AddLastYearAsync();
        var next = await host.AddThisYearAsync();
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        using var asked = await maker.SendAsync($"/api/ledger/funds/{fund}/commitments", new MakeCommitmentRequest(
            A.Programme, "PO-7", "The equipment store", 70, ClosingCalls.InOctober, "Beds for the winter.", Neighbourhood: "north"));
        using var given = await checker.DecideAsync((await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted)).Id);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        await CloseMonthsAsync(fund, UnderspendUse.Contingency);
        using (var closed = await host.CloseYearAsync(fund, next)) Assert.Equal(HttpStatusCode.Created, closed.StatusCode);

        var order = Assert.Single((await maker.ReadAsync<Page<CommitmentView>>($"/api/ledger/funds/{next}/commitments")).Items);
        using var early = await SpendAsync(new(2026, 3, 31));
        using var spent = await SpendAsync(new(2026, 5, 4));

        Assert.Equal((next, 70), (order.FundCode, order.PendingPence));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (early.StatusCode, spent.StatusCode));
        var balances = await host.BalancesAsync(next);
        Assert.Equal((0, 60), (balances[$"commitments:{A.Programme}"], balances[$"expenditure:{A.Programme}"]));
        Assert.False((await host.BalancesAsync(fund)).ContainsKey($"expenditure:{A.Programme}"));
        Assert.Equal([(fund, 0L, 0L), (next, 0L, 60L)], await AttributedAsync());

        Task<HttpResponseMessage> SpendAsync(DateOnly on) => maker.SendAsync(
            $"/api/ledger/funds/{next}/commitments/{order.Id}/spend", new SpendCommitmentRequest(60, on, "INV 1"));

        async Task<List<(string, long, long)>> AttributedAsync()
        {
            await using var db = host.Db();
            string[] both = [fund, next];
            var parts = await db.Attributions.AsNoTracking().Where(a => both.Contains(a.FundCode) && a.NeighbourhoodCode == "north")
                .ToListAsync(TestContext.Current.CancellationToken);
            return [.. both.Select(code => (code, parts.Where(a => a.FundCode == code).Sum(a => a.CommittedPence),
                parts.Where(a => a.FundCode == code).Sum(a => a.SpentPence)))];
        }
    }

    [Fact]
    public async Task A_closed_year_takes_nothing_more_and_late_bookings_go_to_the_next()
    {
        var category = A.Code("category");
        var fund = await host.AddLastYearAsync();
        var next = await host.AddThisYearAsync(f => f with { Programmes = [new(A.Programme, "Community health", 10_000, [category])] });
        using (var put = await host.PutFundAsync(fund, A.Fund() with
        {
            FinancialYear = ClosingCalls.LastYear,
            Programmes = [new(A.Programme, "Community health", 10_000, [category])],
        })) Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await CloseMonthsAsync(fund, UnderspendUse.Contingency);
        using (var closed = await host.CloseYearAsync(fund, next)) Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        using var council = host.Finance();

        using var paid = await council.ContributeAsync(fund, A.Contribution() with { ValueDate = ClosingCalls.LastDay });
        using var reopened = await host.AskForReopeningAsync(fund, "2026-03");
        var service = A.Service(category);
        var careAt = new DateTimeOffset(2026, 3, 30, 9, 0, 0, TimeSpan.Zero);
        var booking = A.Booking(service.ServiceId) with { StartsAt = careAt, EndsAt = careAt.AddHours(1) };
        await host.PublishAsync(service);
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);

        Assert.Equal((HttpStatusCode.Conflict, "journal.period-closed"), (paid.StatusCode, await paid.CodeAsync()));
        Assert.Equal((HttpStatusCode.Conflict, "period.year-closed"), (reopened.StatusCode, await reopened.CodeAsync()));
        Assert.Equal((0, 6_200), ((await host.BalancesAsync(fund)).Count, (await host.BalancesAsync(next))[$"commitments:{A.Programme}"]));
    }

    [Fact]
    public async Task A_year_that_is_not_ready_or_a_fund_that_does_not_follow_is_refused()
    {
        var open = await host.AddLastYearAsync();
        var ready = await host.AddLastYearAsync();
        await host.PostAsync(Posting.Commitment(ready, ClosingCalls.Acute, 70, ClosingCalls.InOctober, A.Code("order"), "Ordered"));
        await CloseMonthsAsync(ready, UnderspendUse.Contingency);
        var next = await host.AddThisYearAsync();
        var poorer = await host.AddThisYearAsync(f => f with { Programmes = [new(A.Programme, "Community health", 1, [])] });
        var another = await host.AddThisYearAsync(f => f with { FinancialYear = "2027/28" });
        var aligned = await host.AddThisYearAsync(f => f with { Class = FundClass.Aligned });

        Assert.Equal("year.periods-open", await CodeAsync(open, next));
        Assert.Equal("year.next-fund-unknown", await CodeAsync(ready, "no-such-fund"));
        Assert.Equal("year.next-fund-unfit", await CodeAsync(ready, ready));
        Assert.Equal("year.next-fund-unfit", await CodeAsync(ready, another));
        Assert.Equal("year.next-fund-unfit", await CodeAsync(ready, aligned));
        Assert.Equal("year.programme-missing", await CodeAsync(ready, poorer));
        Assert.Equal("fund.unknown", await CodeAsync("no-such-fund", next));
        Assert.Empty(await host.BalancesAsync(next));
    }

    [Fact]
    public async Task For_any_year_nothing_is_lost_between_the_two_funds_and_nothing_doubled()
    {
        await using var own = await ledger.StartAsync();
        var random = new Random(20260401);
        for (var round = 0; round < 4; round++)
        {
            var fund = await own.AddLastYearAsync();
            var next = await own.AddThisYearAsync();
            await own.PayInAsync(next, A.Trust, 12_345, NextDay.AddDays(9));
            await own.PostAsync(AnyYear(random, fund));
            var share = await own.RiskShareAsync(fund);
            await CloseMonthsAsync(own, fund, share.UnderspendPence > 0 ? UnderspendUse.NonRecurrentSpend : null);
            var (before, atYearEnd) = (await own.BalancesAsync(fund), await own.BalancesAsync(fund, ClosingCalls.LastDay));
            var nextBefore = await own.BalancesAsync(next);

            using var answer = await own.CloseYearAsync(fund, next);

            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var (after, nextAfter) = (await own.BalancesAsync(fund), await own.BalancesAsync(next));
            Assert.Equal((0, 0), (after.Values.Sum(), nextAfter.Values.Sum()));
            foreach (var (account, pence) in before)
            {
                var stays = IsOfTheYear(account) ? atYearEnd.GetValueOrDefault(account) : 0;
                Assert.Equal((account, stays), (account, after[account]));
                Assert.Equal((account, pence - stays), (account, nextAfter.GetValueOrDefault(account) - nextBefore.GetValueOrDefault(account)));
            }

            Assert.Equal(after.GetValueOrDefault("carried-forward"), -nextAfter.GetValueOrDefault("brought-forward"));
            Assert.Equal(after.GetValueOrDefault("carried-forward"), -after.Where(a => IsOfTheYear(a.Key)).Sum(a => a.Value));
            Assert.Equal(atYearEnd, await own.BalancesAsync(fund, ClosingCalls.LastDay));
        }
    }

    private static bool IsOfTheYear(string account) =>
        account.StartsWith("contributions:", StringComparison.Ordinal) || account.StartsWith("expenditure:", StringComparison.Ordinal);

    private static Posting[] AnyYear(Random random, string fund)
    {
        var postings = new List<Posting>();
        for (var n = 0; n < 60; n++)
        {
            var on = ClosingCalls.FirstDay.AddDays(random.Next(372));      // some of it after the year
            var programme = random.Next(2) == 0 ? A.Programme : ClosingCalls.Acute;
            var pence = random.NextInt64(1, 120);
            switch (random.Next(4))
            {
                case 0:
                    postings.Add(Posting.Contribution(fund, random.Next(2) == 0 ? A.Council : A.Trust, pence,
                        on > ClosingCalls.LastDay ? ClosingCalls.LastDay : on, A.Code("contribution"), "Paid in"));
                    break;
                case 1:
                    postings.Add(Posting.Commitment(fund, programme, pence, on, A.Code("commitment"), "Set aside"));
                    break;
                case 2:
                    postings.Add(Posting.Commitment(fund, programme, pence, on, A.Code("commitment"), "Set aside"));
                    postings.Add(Posting.Release(fund, programme, pence, on, A.Code("release"), "Released"));
                    break;
                default:
                    postings.Add(Posting.Commitment(fund, programme, pence, on, A.Code("commitment"), "Set aside"));
                    postings.Add(Posting.Spend(fund, programme, pence, on, A.Code("spend"), "Spent"));
                    break;
            }
        }

        return [.. postings];
    }

    /// <summary>Every entry that carries forward is answered by one that brings the same amounts forward.</summary>
    private async Task AssertAnsweredAsync(YearCloseView close)
    {
        Assert.Equal(2, close.EntryNumbers.Count);
        using var manager = host.Manager();
        foreach (var (number, nextNumber) in close.EntryNumbers.Zip(close.NextEntryNumbers))
        {
            var left = await manager.ReadAsync<JournalEntryView>($"/api/ledger/funds/{close.FundCode}/journal/{number}");
            var came = await manager.ReadAsync<JournalEntryView>($"/api/ledger/funds/{close.NextFundCode}/journal/{nextNumber}");
            Assert.Equal(("carried-forward", "brought-forward"), (left.Kind, came.Kind));
            Assert.Contains(close.NextFundCode, left.Narrative, StringComparison.Ordinal);
            Assert.Contains(close.FundCode, came.Narrative, StringComparison.Ordinal);
            Assert.Equal(left.Lines.Sum(line => line.CreditPence), came.Lines.Sum(line => line.DebitPence));
        }
    }

    private async Task<string> CodeAsync(string fund, string next)
    {
        using var answer = await host.CloseYearAsync(fund, next);
        return await answer.CodeAsync();
    }
}
