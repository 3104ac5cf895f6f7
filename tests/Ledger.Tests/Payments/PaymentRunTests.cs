using System.Globalization;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Payments;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Payments;

/// <summary>What a fund owes leaves its cash once, to whom it is owed, and only where two people said so.</summary>
public sealed class PaymentRunTests(RunningLedger ledger) : PaymentDesk(ledger)
{
    [Fact]
    public async Task Spent_care_is_paid_once_however_many_approve_at_once()
    {
        await PayInAsync(100_000);
        await DeliverAsync(6_200, 3_800);
        var run = await ProposeAsync("alice");
        Assert.Equal((10_000, 1, 12_345_678L, PaymentRunStatus.Proposed), (run.TotalPence, run.Payments, run.HashTotal, run.Status));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => DecideAsync($"bob-{n}", run.Id, "approval")));

        Assert.Equal(1, answers.Count(code => code.Length == 0));
        Assert.All(answers.Where(code => code.Length > 0), code => Assert.Equal("payment-run.closed", code));
        Assert.Equal((90_000, 0), (await BalanceAsync(Account.Receipts), await BalanceAsync(Account.Payables)));
        Assert.Equal("payment-run.nothing-owed", await ProposalRefusedAsync("alice"));
        await using var db = host.Db();
        var entry = Assert.Single(await db.JournalEntries.AsNoTracking()
            .Where(e => e.FundCode == fund && e.Kind == EntryKind.Payment).ToListAsync(Cancelled));
        Assert.Equal(($"payment-run:{run.Id}", PayOn, 10_000), (entry.Source, entry.EffectiveOn, entry.AmountPence));
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_proposal_nor_pays_to_an_account_that_they_put()
    {
        await PayInAsync(100_000);
        await DeliverAsync(500);
        var run = await ProposeAsync("alice");

        Assert.Equal("payment-run.four-eyes", await DecideAsync("alice", run.Id, "approval"));
        Assert.Equal("payment-run.four-eyes", await DecideAsync("alice", run.Id, "rejection"));
        Assert.Equal("payment-run.own-bank-details", await DecideAsync("mallory", run.Id, "approval"));
        Assert.Equal(500, -await BalanceAsync(Account.Payables));
        Assert.Equal("", await DecideAsync("bob", run.Id, "approval"));
    }

    [Fact]
    public async Task What_a_run_claims_no_other_can_until_it_is_rejected()
    {
        await PayInAsync(100_000);
        await DeliverAsync(500);
        var first = await ProposeAsync("alice");

        Assert.Equal("payment-run.nothing-owed", await ProposalRefusedAsync("bob"));
        Assert.Equal("", await DecideAsync("bob", first.Id, "rejection"));
        var second = await ProposeAsync("bob");

        Assert.Equal((2, 500), (second.Number, second.TotalPence));
        Assert.Equal("payment-run.closed", await DecideAsync("carol", first.Id, "approval"));
    }

    [Fact]
    public async Task Cash_never_falls_below_nothing_on_the_day_of_payment_nor_after()
    {
        await PayInAsync(1_000);
        await DeliverAsync(1_001);
        var run = await ProposeAsync("alice");

        Assert.Equal("payment-run.cash-short", await DecideAsync("bob", run.Id, "approval"));
        await PayInAsync(1, new(2026, 12, 1));     // later than the payment
        Assert.Equal("payment-run.cash-short", await DecideAsync("bob", run.Id, "approval"));
        await PayInAsync(1);
        Assert.Equal("", await DecideAsync("bob", run.Id, "approval"));
        Assert.Equal(1, await BalanceAsync(Account.Receipts));
    }

    [Theory]
    [InlineData("2026-11-19")]      // yesterday
    [InlineData("2026-11-21")]      // a Saturday
    [InlineData("2027-02-01")]      // too far ahead
    public async Task Money_is_paid_on_a_working_day_soon(string payOn)
    {
        using var alice = Client("alice");
        using var answer = await PostAsync(alice, Runs, new ProposePaymentRunRequest(DateOnly.Parse(payOn, CultureInfo.InvariantCulture)));

        Assert.Equal("payment-run.pay-day-invalid", await answer.CodeAsync());
    }

    [Fact]
    public async Task The_database_holds_what_was_proposed_decided_and_claimed()
    {
        await PayInAsync(100_000);
        await DeliverAsync(500);
        var run = await ProposeAsync("alice");
        await using var owner = new NpgsqlConnection(host.OwnerConnectionString);
        await owner.OpenAsync(Cancelled);

        foreach (var attempt in (string[])
            [
                $"UPDATE payment_runs SET total_pence = 1 WHERE id = '{run.Id}'",
                $"UPDATE payment_runs SET status = 'Rejected', decided_by = proposed_by, decided_at = now(), reason = 'x' WHERE id = '{run.Id}'",
                $"DELETE FROM payment_items WHERE run_id = '{run.Id}'",
                $"UPDATE payment_instructions SET amount_pence = 1 WHERE run_id = '{run.Id}'",
                $"UPDATE payees SET provider_id = NULL WHERE host_organisation_code = '{council}'",
                $"UPDATE payees SET details = details || '\\x00' WHERE host_organisation_code = '{council}'",
                $"""
                INSERT INTO payment_runs (id, fund_code, number, pay_on, total_pence, proposed_by, proposed_at, status)
                VALUES (gen_random_uuid(), '{fund}', 9, '2026-11-23', 5, 'x', now(), 'Proposed')
                """,
            ])
        {
            await using var command = new NpgsqlCommand(attempt, owner);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancelled));
        }

        Assert.Equal("", await DecideAsync("bob", run.Id, "approval"));
    }
}
