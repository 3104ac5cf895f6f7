using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Payments;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Spending;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Ledger.Tests.Periods;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Years;

/// <summary>What a year owes at its close is paid in the next one, once.</summary>
public sealed class PaidYearTests(RunningLedger ledger)
{
    private static readonly DateOnly PayOn = new(2026, 11, 23);

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;
    private readonly Guid provider = Guid.CreateVersion7();
    private readonly string payee = A.Code("payee");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_last_year_left_unpaid_is_paid_from_the_next_years_fund_and_no_longer_from_its_own()
    {
        var (fund, next) = await YearAsync(1_000);
        await host.PostAsync(new Posting(fund, EntryKind.Adjustment, ClosingCalls.InOctober, $"test:{fund}", "Equipment",
            [new(Account.Expenditure(ClosingCalls.Acute), Side.Debit, 300), new(Account.Payables, Side.Credit, 300)]));
        var entry = await LastNumberAsync(fund);
        await BillAsync(fund, entry, 200, "INV-1");
        await CloseMonthsAsync(fund);
        using (var closed = await host.CloseYearAsync(fund, next)) Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        await BillAsync(fund, entry, 100, "INV-2");     // it came after the close

        using var alice = host.Officer("alice");
        using var fromOld = await alice.SendAsync(Runs(fund), new ProposePaymentRunRequest(PayOn));
        Assert.Equal((HttpStatusCode.Conflict, "payment-run.year-closed"), (fromOld.StatusCode, await fromOld.CodeAsync()));
        Assert.Equal(0, await PayableAsync(alice, fund));
        Assert.Equal(1_300, await PayableAsync(alice, next));
        var run = await ProposeAsync(alice, next);
        Assert.Equal("", await DecideAsync("bob", next, run, "approval"));

        Assert.Equal(1_300, run.TotalPence);
        var balances = await host.BalancesAsync(next);
        Assert.Equal((0, 700), (balances[Account.Payables], balances[Account.Receipts]));
        Assert.Equal(0, await PayableAsync(alice, next));
        Assert.Equal(0, (await host.BalancesAsync(fund))[Account.Payables]);
    }

    [Fact]
    public async Task What_is_owed_two_years_later_is_paid_then()
    {
        var (fund, next) = await YearAsync(1_000);
        await CloseMonthsAsync(fund);
        using (var closed = await host.CloseYearAsync(fund, next)) Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        var afterNext = await host.AddThisYearAsync(f => f with { FinancialYear = "2027/28" });
        await using (var db = host.Db())
        {
            db.YearCloses.Add(new()
            {
                FundCode = next, NextFundCode = afterNext, EffectiveOn = new(2027, 4, 1), CarriedForwardPence = 0, CommittedPence = 0, Bookings = 0,
                EntryNumbers = [], NextEntryNumbers = [], ClosedBy = "somebody", ClosedAt = A.Now,
            });
            await db.SaveChangesAsync(Cancelled);
        }

        using var alice = host.Officer("alice");
        Assert.Equal((0, 0, 1_000), (await PayableAsync(alice, fund), await PayableAsync(alice, next), await PayableAsync(alice, afterNext)));
    }

    [Fact]
    public async Task A_year_is_not_closed_while_a_payment_run_waits_and_its_proposer_may_take_it_back()
    {
        var (fund, next) = await YearAsync(1_000);
        await CloseMonthsAsync(fund);
        using var alice = host.Officer("alice");
        var run = await ProposeAsync(alice, fund);

        using var early = await host.CloseYearAsync(fund, next);
        Assert.Equal((HttpStatusCode.Conflict, "year.payment-runs-open"), (early.StatusCode, await early.CodeAsync()));
        Assert.Equal("23514", await ClaimOfAnotherFundAsync(next, run));
        Assert.Equal("payment-run.not-yours", await DecideAsync("bob", fund, run, "withdrawal"));
        Assert.Equal("", await DecideAsync("alice", fund, run, "withdrawal"));
        Assert.Equal("payment-run.closed", await DecideAsync("alice", fund, run, "withdrawal"));
        Assert.Equal("payment-run.closed", await DecideAsync("bob", fund, run, "approval"));
        var seen = await alice.ReadAsync<PaymentRunView>($"{Runs(fund)}/{run.Id}");
        Assert.Equal((PaymentRunStatus.Withdrawn, null), (seen.Status, seen.EntryNumber));
        using var closed = await host.CloseYearAsync(fund, next);

        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        Assert.Equal(1_000, (await ProposeAsync(alice, next)).TotalPence);
    }

    [Fact]
    public async Task A_payment_of_a_later_day_keeps_the_year_open_until_it_has_come()
    {
        var (fund, next) = await YearAsync(1_000);
        await CloseMonthsAsync(fund);
        using var alice = host.Officer("alice");
        Assert.Equal("", await DecideAsync("bob", fund, await ProposeAsync(alice, fund), "approval"));

        using var early = await host.CloseYearAsync(fund, next);

        Assert.Equal((HttpStatusCode.Conflict, "year.entries-ahead"), (early.StatusCode, await early.CodeAsync()));
        Assert.Contains("2026-11-23", await early.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Empty(await host.BalancesAsync(next));
    }

    [Fact]
    public async Task A_run_that_waited_when_its_year_was_closed_is_refused_by_name_and_can_be_taken_back()
    {
        var (fund, next) = await YearAsync(1_000);
        await CloseMonthsAsync(fund);
        using (var closed = await host.CloseYearAsync(fund, next)) Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        using var alice = host.Officer("alice");
        await using (var db = host.Db())
        {
            var owed = await Payables.ReadAsync(db, next, A.Council, PayOn, Cancelled);
            var mine = owed.Payable.Where(p => p.Payee.OrganisationCode == payee).ToList();
            var left = PaymentRun.Propose(fund, 1, PayOn, mine, new("persona:alice", "Alice", Roles.FinanceOfficer, A.Council, null), A.Now);
            db.PaymentRuns.Add(left);
            db.PaymentItems.AddRange(mine.SelectMany(p => p.Items).Select(item => new PaymentItem
            {
                FundCode = item.FundCode, EntryNumber = item.EntryNumber, Position = item.Position, BillId = item.BillId, RunId = left.Id,
                AmountPence = item.AmountPence,
            }));
            await db.SaveChangesAsync(Cancelled);
        }

        var run = await alice.ReadAsync<PaymentRunView>($"{Runs(fund)}/{await OnlyRunAsync(fund)}");
        Assert.Equal("payment-run.year-closed", await DecideAsync("bob", fund, run, "approval"));
        Assert.Equal(0, await PayableAsync(alice, next));
        Assert.Equal("", await DecideAsync("bob", fund, run, "rejection"));
        Assert.Equal(1_000, await PayableAsync(alice, next));
    }

    private static string Runs(string fund) => $"/api/ledger/funds/{fund}/payment-runs";

    /// <summary>A year that owes the provider for its care, with cash enough, and the next one.</summary>
    private async Task<(string Fund, string Next)> YearAsync(long pence)
    {
        await PutPayeeAsync(A.Council, null, "00000001");
        await PutPayeeAsync(payee, provider, "12345678");
        var (fund, next) = (await host.AddLastYearAsync(), await host.AddThisYearAsync());
        await host.PayInAsync(fund, A.Council, 2_000);
        await host.SpendAsync(fund, A.Programme, pence);
        await using var db = host.Db();
        var spend = await db.JournalEntries.AsNoTracking().SingleAsync(e => e.FundCode == fund && e.Kind == EntryKind.Spend, Cancelled);
        db.Attributions.Add(Attribution.Of(spend, A.Programme, provider, null) ?? throw new InvalidOperationException("The provider is known."));
        await db.SaveChangesAsync(Cancelled);
        return (fund, next);
    }

    private async Task CloseMonthsAsync(string fund)
    {
        await host.CloseThroughAsync(fund, "2026-02");
        using (var settled = await host.SettleAsync(fund, UnderspendUse.NonRecurrentSpend)) Assert.Equal(HttpStatusCode.Created, settled.StatusCode);
        await host.VerifyAsync();
        using var march = await host.CloseAsync(fund, "2026-03");
        Assert.Equal(HttpStatusCode.OK, march.StatusCode);
    }

    // The host is every test's, and so is its own account: whoever is first puts it.
    private async Task PutPayeeAsync(string organisation, Guid? providerId, string account)
    {
        using var mallory = host.Officer("mallory");
        using var put = await mallory.PutAsJsonAsync($"/api/ledger/payees/{organisation}",
            new PutPayeeRequest(organisation, new("112233", account, "A NAME"), providerId), RunningLedger.Json, Cancelled);
        if (organisation != A.Council) Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    private async Task BillAsync(string fund, long entry, long pence, string reference)
    {
        using var alice = host.Officer("alice");
        using var billed = await alice.SendAsync($"/api/ledger/funds/{fund}/bills", new RegisterBillRequest(entry, payee, pence, reference));
        Assert.Equal(HttpStatusCode.Created, billed.StatusCode);
    }

    /// <summary>What can be paid to this test's payee.</summary>
    private async Task<long> PayableAsync(HttpClient client, string fund) =>
        (await client.ReadAsync<PayablesView>($"/api/ledger/funds/{fund}/payables")).Payable.Where(p => p.Payee == payee).Sum(p => p.AmountPence);

    private static async Task<PaymentRunView> ProposeAsync(HttpClient client, string fund)
    {
        using var answer = await client.SendAsync(Runs(fund), new ProposePaymentRunRequest(PayOn));
        return await answer.BodyAsync<PaymentRunView>(HttpStatusCode.Created);
    }

    private async Task<string> DecideAsync(string person, string fund, PaymentRunView run, string decision)
    {
        using var client = host.Officer(person);
        using var answer = await client.SendAsync(
            $"{Runs(fund)}/{run.Id}/{decision}", decision == "rejection" ? new RejectPaymentRunRequest("Its year is closed.") : null);
        return answer.IsSuccessStatusCode ? "" : await answer.CodeAsync();
    }

    private async Task<Guid> OnlyRunAsync(string fund)
    {
        await using var db = host.Db();
        return (await db.PaymentRuns.AsNoTracking().SingleAsync(run => run.FundCode == fund, Cancelled)).Id.Value;
    }

    private async Task<long> LastNumberAsync(string fund)
    {
        await using var db = host.Db();
        return await db.JournalEntries.Where(e => e.FundCode == fund).MaxAsync(e => e.Number, Cancelled);
    }

    /// <summary>The state by which the database refuses a claim on a fund for which the run's does not pay.</summary>
    private async Task<string?> ClaimOfAnotherFundAsync(string other, PaymentRunView run)
    {
        await host.PayInAsync(other, A.Council, 1, new(2026, 4, 1));
        await using var db = host.Db();
        db.PaymentItems.Add(new() { FundCode = other, EntryNumber = 1, Position = 9, BillId = default, RunId = new(run.Id), AmountPence = 1 });
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(Cancelled));
        return Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState;
    }
}
