using System.Net;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Accruals;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Accruals;

public sealed class AccrualTests(RunningLedger ledger)
{
    private static readonly DateOnly MonthEnd = new(2026, 10, 31);
    private static readonly DateOnly NextMonth = new(2026, 11, 1);
    private static readonly PostAccrualRequest ByHand = new("2026-10", A.Programme, 7_000, "Night sitting, October", "The invoice comes in November.");
    private static readonly PostBookingAccrualRequest OfBookings = new("2026-10", A.Programme, "Outcomes of October are late.");

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private async Task<(string Fund, string Category)> FundAsync()
    {
        var (fund, category) = await host.AddFundAsync();
        using var put = await host.PutAgreementAsync(fund, A.Agreement());
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        return (fund, category);
    }

    /// <summary>Bookings of October, made in September, of which nobody has told what became of them.</summary>
    private async Task<List<BookingConfirmed>> OverAsync(string category, int count)
    {
        var service = A.Service(category);
        await host.PublishAsync(service);
        var bookings = Enumerable.Range(0, count).Select(n => A.Booking(service.ServiceId) with
        {
            StartsAt = new(2026, 10, 5 + n, 9, 0, 0, TimeSpan.Zero),
            EndsAt = new(2026, 10, 5 + n, 9, 30, 0, TimeSpan.Zero),
            OccurredAt = new(2026, 9, 20, 9, 0, 0, TimeSpan.Zero),
        }).ToList();
        foreach (var booking in bookings) await host.PublishAsync(booking);
        foreach (var booking in bookings) await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        return bookings;
    }

    private async Task<(long Committed, long Spent)> UsedAsync(string fund, DateOnly asOf)
    {
        var position = await host.PositionAsync(fund, asOf);
        return (position.CommittedPence, position.SpentPence);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string fund, PostAccrualRequest? asked = null) =>
        client.SendAsync($"/api/ledger/funds/{fund}/accruals", asked ?? ByHand);

    private static Task<HttpResponseMessage> PostProposalAsync(HttpClient client, string fund) =>
        client.SendAsync($"/api/ledger/funds/{fund}/accruals/proposal", OfBookings);

    [Fact]
    public async Task An_accrual_counts_at_the_months_end_and_no_day_longer()
    {
        var (fund, _) = await FundAsync();
        using var officer = host.Officer("officer");

        using var posted = await PostAsync(officer, fund);

        var view = await posted.BodyAsync<AccrualView>(HttpStatusCode.Created);
        Assert.Equal((1, 2, MonthEnd, NextMonth), (view.EntryNumber, view.ReversalEntryNumber, view.EffectiveOn, view.ReversedOn));
        Assert.Equal((0, 0), await UsedAsync(fund, MonthEnd.AddDays(-1)));
        Assert.Equal((0, 7_000), await UsedAsync(fund, MonthEnd));
        Assert.Equal((0, 0), await UsedAsync(fund, NextMonth));
        Assert.Equal(view, Assert.Single((await officer.ReadAsync<Page<AccrualView>>($"/api/ledger/funds/{fund}/accruals?period=2026-10")).Items));
        Assert.Empty((await officer.ReadAsync<Page<AccrualView>>($"/api/ledger/funds/{fund}/accruals?period=2026-09")).Items);
    }

    [Fact]
    public async Task Bookings_without_an_outcome_are_proposed_and_their_money_counts_once_at_the_months_end()
    {
        var (fund, category) = await FundAsync();
        await OverAsync(category, 3);
        using var officer = host.Officer("officer");

        var proposal = await officer.ReadAsync<AccrualProposalView>($"/api/ledger/funds/{fund}/accruals/proposal?period=2026-10");
        using var posted = await PostProposalAsync(officer, fund);
        using var again = await PostProposalAsync(officer, fund);

        Assert.Equal([new(A.Programme, 3 * A.TariffPence, 3, new(2026, 10, 5))], proposal.Programmes);
        var view = await posted.BodyAsync<AccrualView>(HttpStatusCode.Created);
        Assert.Equal((3 * A.TariffPence, 3), (view.AmountPence, view.Bookings));
        Assert.Equal((3 * A.TariffPence, 0), await UsedAsync(fund, MonthEnd.AddDays(-1)));
        Assert.Equal((0, 3 * A.TariffPence), await UsedAsync(fund, MonthEnd));
        Assert.Equal((3 * A.TariffPence, 0), await UsedAsync(fund, NextMonth));
        Assert.Equal((HttpStatusCode.Conflict, "accrual.nothing-to-accrue"), (again.StatusCode, await again.CodeAsync()));
    }

    [Fact]
    public async Task Care_that_was_accrued_is_spent_after_the_month_so_that_it_never_counts_twice()
    {
        var (fund, category) = await FundAsync();
        var bookings = await OverAsync(category, 2);
        using var officer = host.Officer("officer");
        using var posted = await PostProposalAsync(officer, fund);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);

        await host.PublishAsync(A.Delivered(bookings[0]) with { OccurredAt = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero) });
        await host.ChargeReachesAsync(bookings[0].BookingId, ChargeState.Spent);
        await host.PublishAsync(A.Cancelled(bookings[1]) with { OccurredAt = new(2026, 10, 6, 9, 0, 0, TimeSpan.Zero) });
        await host.ChargeReachesAsync(bookings[1].BookingId, ChargeState.Released);

        Assert.Equal((0, 2 * A.TariffPence), await UsedAsync(fund, MonthEnd));
        Assert.Equal((0, A.TariffPence), await UsedAsync(fund, NextMonth));
    }

    [Fact]
    public async Task Of_many_who_accrue_the_same_bookings_at_once_one_does()
    {
        var (fund, category) = await FundAsync();
        await OverAsync(category, 2);
        using var officer = host.Officer("officer");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostProposalAsync(officer, fund)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal((0, 2 * A.TariffPence), await UsedAsync(fund, MonthEnd));
    }

    [Fact]
    public async Task An_approved_accrual_of_bookings_bears_what_is_still_without_an_outcome()
    {
        var (fund, category) = await host.AddFundAsync();      // no agreement: everything needs two
        var bookings = await OverAsync(category, 2);
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        using var asked = await PostProposalAsync(maker, fund);
        var waiting = await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted);
        await host.PublishAsync(A.Cancelled(bookings[0]) with { OccurredAt = new(2026, 10, 4, 9, 0, 0, TimeSpan.Zero) });
        await host.ChargeReachesAsync(bookings[0].BookingId, ChargeState.Released);

        using var given = await checker.DecideAsync(waiting.Id);

        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal((2 * A.TariffPence, (0, A.TariffPence)), (waiting.AmountPence, await UsedAsync(fund, MonthEnd)));
    }

    [Fact]
    public async Task What_grew_since_it_was_asked_is_asked_again()
    {
        var (fund, category) = await host.AddFundAsync();
        await OverAsync(category, 1);
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        using var asked = await PostProposalAsync(maker, fund);
        var waiting = await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted);
        await OverAsync(category, 1);

        using var given = await checker.DecideAsync(waiting.Id);

        Assert.Equal("accrual.proposal-grew", await given.CodeAsync());
    }

    public static TheoryData<int, string, PostAccrualRequest> Refusals => new()
    {
        { 422, "accrual.period-invalid", ByHand with { Period = "2026-03" } },
        { 422, "accrual.period-invalid", ByHand with { Period = "2027-04" } },
        { 422, "accrual.period-not-over", ByHand with { Period = "2026-11" } },
        { 422, "accrual.programme-unknown", ByHand with { Programme = "nothing" } },
        { 400, "request.invalid", ByHand with { Period = "2026-13" } },
        { 400, "request.invalid", ByHand with { AmountPence = 0 } },
        { 400, "request.invalid", ByHand with { Narrative = "two\nlines" } },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_is_against_a_rule_is_refused_and_accrues_nothing(int status, string code, PostAccrualRequest asked)
    {
        var (fund, _) = await FundAsync();
        using var officer = host.Officer("officer");

        using var answer = await PostAsync(officer, fund, asked);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        await using var db = host.Db();
        Assert.False(await db.JournalEntries.AnyAsync(e => e.FundCode == fund, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_database_refuses_an_accrual_that_the_journal_does_not_undo()
    {
        var (fund, _) = await FundAsync();
        using var officer = host.Officer("officer");
        using var first = await PostAsync(officer, fund);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var forged = new NpgsqlCommand($"""
            INSERT INTO authorisations (source, fund_code, kind, amount_pence, limit_pence, made_by, reason, made_at)
            VALUES ('accrual:forged-{fund}', '{fund}', 'Accrual', 1, 1, 'x', 'x', now());
            INSERT INTO accruals (id, fund_code, programme_code, period_end, amount_pence, narrative, source, entry_number, reversal_entry_number)
            VALUES (gen_random_uuid(), '{fund}', '{A.Programme}', '2026-10-31', 1, 'x', 'accrual:forged-{fund}', 1, 2)
            """, connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => forged.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal("23514", refused.SqlState);
    }
}
