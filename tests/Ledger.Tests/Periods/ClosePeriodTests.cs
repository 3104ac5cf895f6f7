using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Ledger.Periods;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Periods;

public sealed class ClosePeriodTests(RunningLedger ledger)
{
    private static readonly DateTimeOffset CareAt = new(2025, 5, 6, 9, 0, 0, TimeSpan.Zero);
    private static readonly ItemReason Known = new(ChecklistItem.BookingsWithoutOutcome, "The team's system was down");
    private static readonly ItemReason Accrual = new(ChecklistItem.Accruals, "Immaterial");
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task Months_are_closed_in_their_order_and_stay_as_they_were_when_they_were_closed()
    {
        var fund = await host.AddLastYearAsync();

        using var second = await host.CloseAsync(fund, "2025-05");
        await host.CloseThroughAsync(fund, "2025-05");
        using var again = await host.CloseAsync(fund, "2025-05");

        Assert.Equal((HttpStatusCode.Conflict, "period.earlier-open"), (second.StatusCode, await second.CodeAsync()));
        Assert.Equal((HttpStatusCode.Conflict, "period.closed"), (again.StatusCode, await again.CodeAsync()));
        var periods = await PeriodsAsync(fund);
        Assert.Equal((ClosingCalls.LastYear, new DateOnly(2025, 5, 31), false), (periods.FinancialYear, periods.ClosedThrough, periods.IsYearClosed));
        Assert.Equal(["2025-04", "2025-05"], periods.Items.Where(p => p.IsClosed).Select(p => p.Period));
        Assert.Equal(("2026-03", 12), (periods.Items[^1].Period, periods.Items[^1].Number));
        Assert.Equal("persona:pool-manager", (await PeriodAsync(fund, "2025-05")).ClosedBy);
    }

    [Theory]
    [InlineData("2026-11", HttpStatusCode.Conflict, "period.earlier-open")]
    [InlineData("2027-04", HttpStatusCode.NotFound, "period.unknown")]
    [InlineData("2026-13", HttpStatusCode.BadRequest, "period.invalid")]
    [InlineData("november", HttpStatusCode.BadRequest, "period.invalid")]
    public async Task A_month_that_cannot_be_closed_is_refused(string period, HttpStatusCode status, string code)
    {
        var (fund, _) = await host.AddFundAsync();

        using var answer = await host.CloseAsync(fund, period);

        Assert.Equal((status, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_month_is_closed_once_it_is_over()
    {
        var (fund, _) = await host.AddFundAsync();
        await host.CloseThroughAsync(fund, "2026-10");

        using var answer = await host.CloseAsync(fund, "2026-11");

        Assert.Equal((HttpStatusCode.Conflict, "period.not-over"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_movement_at_the_bank_that_is_no_entry_needs_a_reason_in_its_month_and_after()
    {
        var fund = await host.AddLastYearAsync();
        using var finance = host.Finance();
        using var file = new StringContent("date,amount,reference,payer\n2025-05-02,-1.50,fee,Bank\n", System.Text.Encoding.UTF8, "text/csv");
        using var sent = await finance.PostAsync(new Uri($"/api/ledger/funds/{fund}/bank-statements", UriKind.Relative), file, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);

        await host.CloseThroughAsync(fund, "2025-04");
        using var unsaid = await host.CloseAsync(fund, "2025-05");
        var item = Assert.Single((await PeriodAsync(fund, "2025-05")).Items, i => i.Item == ChecklistItem.BankLines);
        using var said = await host.CloseAsync(fund, "2025-05", new ItemReason(ChecklistItem.BankLines, "The fee is disputed"));

        Assert.Equal((ItemStanding.NeedsReason, 1, -150, $"/api/ledger/funds/{fund}/bank/worklist"), (item.Standing, item.Count, item.AmountPence, item.Link));
        Assert.Equal("period.reason-missing", await unsaid.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
    }

    [Fact]
    public async Task What_is_open_needs_a_reason_and_the_reason_stays_with_the_closing()
    {
        var (fund, booking) = await FundWithOpenBookingAsync();
        await host.CloseThroughAsync(fund, "2025-04");

        using var unsaid = await host.CloseAsync(fund, "2025-05");
        using var beside = await host.CloseAsync(fund, "2025-05",
            Known, Accrual, new(ChecklistItem.TrialBalance, "None needed"));
        using var twice = await host.CloseAsync(fund, "2025-05",
            Known, Known, Accrual);
        using var half = await host.CloseAsync(fund, "2025-05", Known);
        using var said = await host.CloseAsync(fund, "2025-05", Known, Accrual);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "period.reason-missing"), (unsaid.StatusCode, await unsaid.CodeAsync()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "period.reason-not-needed"), (beside.StatusCode, await beside.CodeAsync()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "period.reason-not-needed"), (twice.StatusCode, await twice.CodeAsync()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "period.reason-missing"), (half.StatusCode, await half.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        var item = Assert.Single((await PeriodAsync(fund, "2025-05")).Items, i => i.Item == ChecklistItem.BookingsWithoutOutcome);
        Assert.Equal((1, 6_200L, "The team's system was down"), (item.Count, item.AmountPence, item.Reason));
        using var manager = host.Manager();
        var open = Assert.Single((await manager.ReadAsync<Page<OpenBookingView>>(item.Link)).Items);
        Assert.Equal((booking, 6_200, new DateOnly(2025, 5, 6)), (open.BookingId, open.AmountPence, open.CareOn));
    }

    [Fact]
    public async Task An_unfunded_booking_is_on_the_list_of_its_month_alone()
    {
        var own = await ledger.StartAsync();
        await using (own)
        {
            var fund = await own.AddLastYearAsync();
            var service = A.Service(A.Code("nobody-pays"));
            await own.PublishAsync(service);
            var booking = A.Booking(service.ServiceId) with { StartsAt = CareAt, EndsAt = CareAt.AddMinutes(30) };
            await own.PublishAsync(booking);
            await own.ChargeReachesAsync(booking.BookingId, ChargeState.Unfunded);
            using var manager = own.Manager();

            Assert.Equal((0, 0L), await UnfundedAsync("2025-04"));
            Assert.Equal((1, 6_200L), await UnfundedAsync("2025-05"));
            Assert.Equal((0, 0L), await UnfundedAsync("2025-06"));

            async Task<(long, long?)> UnfundedAsync(string period)
            {
                var view = await manager.ReadAsync<PeriodView>($"/api/ledger/funds/{fund}/periods/{period}");
                var item = Assert.Single(view.Items, i => i.Item == ChecklistItem.UnfundedBookings);
                Assert.Equal(item.Count == 0 ? ItemStanding.Clear : ItemStanding.NeedsReason, item.Standing);
                return (item.Count, item.AmountPence);
            }
        }
    }

    [Fact]
    public async Task The_last_month_waits_for_the_risk_share()
    {
        var fund = await host.AddLastYearAsync();
        await host.SpendAsync(fund, A.Programme, 2_100);
        await host.CloseThroughAsync(fund, "2026-02");

        using var before = await host.CloseAsync(fund, "2026-03");
        using (await host.SettleAsync(fund)) { }
        await host.SpendAsync(fund, A.Programme, 1, ClosingCalls.LastDay);
        await host.VerifyAsync();
        using var stale = await host.CloseAsync(fund, "2026-03");
        using (await host.SettleAsync(fund)) { }
        await host.VerifyAsync();
        using var after = await host.CloseAsync(fund, "2026-03");

        Assert.Equal((HttpStatusCode.Conflict, "period.risk-share-unsettled"), (before.StatusCode, await before.CodeAsync()));
        Assert.Equal((HttpStatusCode.Conflict, "period.risk-share-unsettled"), (stale.StatusCode, await stale.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task What_waits_for_a_second_person_stops_the_closing_until_it_is_decided()
    {
        var fund = await host.AddLastYearAsync();
        using var manager = host.Manager();
        var byHand = new PostManualEntryRequest(
            [new("receipts", DebitPence: 200_000), new("other-income", CreditPence: 200_000)], ClosingCalls.FirstDay, "Grant", "A letter came");
        using var asked = await host.SendAsync($"/api/ledger/funds/{fund}/manual-entries", byHand);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);

        using var waiting = await host.CloseAsync(fund, "2025-04");
        var item = Assert.Single((await PeriodAsync(fund, "2025-04")).Items, i => i.Item == ChecklistItem.Approvals);
        using var taken = await manager.PostAsync(
            new Uri($"{asked.Headers.Location}/withdrawal", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
        using var decided = await host.CloseAsync(fund, "2025-04");

        Assert.Equal((HttpStatusCode.Conflict, "period.approvals-open"), (waiting.StatusCode, await waiting.CodeAsync()));
        Assert.Equal((ItemStanding.Blocks, 1, 200_000L), (item.Standing, item.Count, item.AmountPence));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (taken.StatusCode, decided.StatusCode));
    }

    [Fact]
    public async Task One_of_those_who_close_at_once_closes_it()
    {
        var fund = await host.AddLastYearAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var answer = await host.CloseAsync(fund, "2025-04");
            return (answer.StatusCode, Code: answer.IsSuccessStatusCode ? "" : await answer.CodeAsync());
        }));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer == (HttpStatusCode.Conflict, "period.closed")));
        Assert.Equal(1, (await PeriodAsync(fund, "2025-04")).TimesClosed);
    }

    [Theory]
    [InlineData(Roles.PoolManager, A.Trust, "fund.not-your-organisation")]
    [InlineData(Roles.FinanceOfficer, A.Council, "request.forbidden")]
    [InlineData(Roles.BoardMember, A.Council, "request.forbidden")]
    public async Task Only_the_hosts_pooled_fund_manager_closes(string role, string organisation, string code)
    {
        var fund = await host.AddLastYearAsync();
        using var client = host.Client(role, organisation);

        using var answer = await client.PostAsJsonAsync(
            $"/api/ledger/funds/{fund}/periods/2025-04/close", new ClosePeriodRequest(), RunningLedger.Json, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
        Assert.False((await PeriodAsync(fund, "2025-04")).IsClosed);
    }

    private async Task<(string Fund, Guid Booking)> FundWithOpenBookingAsync()
    {
        var category = A.Code("category");
        var (fund, _) = await host.AddFundAsync(f => f with
        {
            FinancialYear = ClosingCalls.LastYear,
            Programmes = [new(A.Programme, "Community health", 100_000, [category])],
        });
        var service = A.Service(category);
        await host.PublishAsync(service);
        var booking = A.Booking(service.ServiceId) with { StartsAt = CareAt, EndsAt = CareAt.AddMinutes(30) };
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        return (fund, booking.BookingId);
    }

    private async Task<PeriodsView> PeriodsAsync(string fund)
    {
        using var manager = host.Manager();
        return await manager.ReadAsync<PeriodsView>($"/api/ledger/funds/{fund}/periods");
    }

    private async Task<PeriodView> PeriodAsync(string fund, string period)
    {
        using var manager = host.Manager();
        return await manager.ReadAsync<PeriodView>($"/api/ledger/funds/{fund}/periods/{period}");
    }
}
