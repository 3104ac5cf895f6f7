using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Payments;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Payments;

/// <summary>What a fund owes leaves its cash once, to whom it is owed, and only where two people said so.</summary>
public sealed class PaymentRunTests(RunningLedger ledger) : IAsyncLifetime
{
    private static readonly DateOnly PayOn = new(2026, 11, 23);

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    // Each test is a host of its own: payees are a host's, not a fund's.
    private readonly string council = A.Code("council");
    private readonly Guid provider = Guid.CreateVersion7();
    private string fund = "";
    private string category = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (fund, category) = await host.AddFundAsync(terms => terms with
        {
            HostOrganisationCode = council, Partners = [new(council, "The Council", 1_000_000)],
        });
        await PutPayeeAsync("mallory", council, new("112233", "00000001", "THE COUNCIL"));
        await PutPayeeAsync("mallory", "trust", new("445566", "12345678", "THE TRUST"), provider);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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

    [Fact]
    public async Task The_bank_gets_a_list_whose_sums_agree_and_nobody_else_sees_an_account_whole()
    {
        await PayInAsync(100_000);
        await DeliverAsync(6_200, 3_800);
        var run = await ProposeAsync("alice");
        using var alice = Client("alice");
        using var early = await alice.GetAsync(new Uri($"{Runs}/{run.Id}/export?format=csv", UriKind.Relative), Cancelled);
        Assert.Equal("payment-run.not-approved", await early.CodeAsync());
        await DecideAsync("bob", run.Id, "approval");

        var list = await alice.GetStringAsync(new Uri($"{Runs}/{run.Id}/export?format=standard18", UriKind.Relative), Cancelled);
        var csv = CsvRows.Of(await alice.GetStringAsync(new Uri($"{Runs}/{run.Id}/export?format=csv", UriKind.Relative), Cancelled)).ToList();
        var seen = await alice.GetStringAsync(new Uri($"{Runs}/{run.Id}", UriKind.Relative), Cancelled)
            + await alice.GetStringAsync(new Uri("/api/ledger/payees", UriKind.Relative), Cancelled);

        var lines = list.Split("\r\n");
        Assert.Equal([80, 100, 100, 80, 0], lines.Select(line => line.Length));
        Assert.Equal("44556612345678" + "0" + "99" + "11223300000001" + "    " + "00000010000" + "THE COUNCIL       " + "1 TRUST           " + "THE TRUST         ",
            lines[1]);
        Assert.Equal(("11223300000001017", "00000010000"), (lines[2][..17], lines[2][35..46]));
        Assert.Equal("UTL1" + "0000000010000" + "0000000010000" + "0000001" + "0000001" + "0000000012345678", lines[3].TrimEnd());
        Assert.Equal(["trust", "THE TRUST", "445566", "12345678", "100.00"], [csv[1][0], csv[1][2], csv[1][3], csv[1][4], csv[1][5]]);
        Assert.Equal(["total", "100.00"], [csv[2][0], csv[2][5]]);
        Assert.DoesNotContain("12345678\"", seen.Replace("\"hashTotal\":12345678", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("445566", seen, StringComparison.Ordinal);
        Assert.Contains("**78", seen, StringComparison.Ordinal);
        await using var db = host.Db();
        Assert.Equal(2, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM access_records
            WHERE action = 'payment-run.export' AND record_id = {run.Id.ToString()} AND outcome = 'Succeeded'
            """).SingleAsync(Cancelled));
        Assert.Equal(0, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM payees WHERE position('12345678'::bytea in details) > 0
            """).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task A_runs_list_is_the_same_for_ever_whatever_becomes_of_the_accounts()
    {
        await PayInAsync(100_000);
        await DeliverAsync(500);
        var run = await ProposeAsync("alice");
        await DecideAsync("bob", run.Id, "approval");
        using var alice = Client("alice");
        var before = await ListAsync();

        foreach (var (organisation, account) in ((string, string)[])[(council, "99999999"), ("trust", "88888888")])
        {
            using var read = await alice.GetAsync(new Uri($"/api/ledger/payees/{organisation}", UriKind.Relative), Cancelled);
            using var changed = await PutAsync("mallory", organisation, new(organisation, new("998877", account, "ANOTHER NAME"),
                organisation == "trust" ? provider : null), read.Headers.ETag);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        Assert.Equal(before, await ListAsync());
        Assert.Contains("11223300000001", before, StringComparison.Ordinal);

        Task<string> ListAsync() => alice.GetStringAsync(new Uri($"{Runs}/{run.Id}/export?format=standard18", UriKind.Relative), Cancelled);
    }

    [Fact]
    public async Task Of_payees_put_at_once_for_one_provider_one_stands()
    {
        var contested = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
        {
            using var put = await PutAsync("mallory", $"payee-{n}", new("A payee", new("445566", "12345678", "A PAYEE"), contested));
            return put.IsSuccessStatusCode ? "" : await put.CodeAsync();
        }));

        Assert.Single(answers, code => code.Length == 0);
        Assert.All(answers.Where(code => code.Length > 0), code => Assert.Equal("payee.provider-taken", code));
        await using var owner = new NpgsqlConnection(host.OwnerConnectionString);
        await owner.OpenAsync(Cancelled);
        await using var another = new NpgsqlCommand($"""
            INSERT INTO payees (id, host_organisation_code, organisation_code, version, name, provider_id, details, put_by, put_at)
            SELECT gen_random_uuid(), host_organisation_code, 'another', 1, name, provider_id, details, put_by, put_at
            FROM payees WHERE host_organisation_code = '{council}' AND provider_id = '{contested}'
            """, owner);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => another.ExecuteNonQueryAsync(Cancelled));
        Assert.Equal((PostgresErrorCodes.UniqueViolation, PayeeMapping.ProviderIndex), (refused.SqlState, refused.ConstraintName));
    }

    [Fact]
    public async Task What_an_entry_by_hand_owes_is_paid_by_bills_that_never_exceed_it()
    {
        await PayInAsync(100_000);
        await using (var db = host.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
            var bookkeeper = new Bookkeeper(db, new FixedClock(A.Now));
            var head = await bookkeeper.TakeAsync(fund, Cancelled);
            Assert.NotNull(head);
            bookkeeper.Post(head, new(fund, EntryKind.Adjustment, A.Today, $"test:{fund}", "Equipment",
                [new(Account.Expenditure(A.Programme), Side.Debit, 900), new(Account.Payables, Side.Credit, 900)]));
            await db.SaveChangesAsync(Cancelled);
            await transaction.CommitAsync(Cancelled);
        }

        Assert.Equal("", await BillAsync(2, 600, "INV-1"));
        Assert.Equal("bill.reference-used", await BillAsync(2, 1, "INV-1"));
        Assert.Equal("bill.exceeds-entry", await BillAsync(2, 301, "INV-2"));
        Assert.Equal("bill.entry-unknown", await BillAsync(1, 1, "INV-3"));
        Assert.Equal("bill.entry-unknown", await BillAsync(99, 1, "INV-3"));
        Assert.Equal("payee.unknown", await BillAsync(2, 1, "INV-3", "stranger"));
        Assert.Equal("", await BillAsync(2, 300, "INV-2"));

        var run = await ProposeAsync("alice");
        Assert.Equal((900, 2), (run.TotalPence, Assert.Single(run.Items).Items));
        Assert.Equal("", await DecideAsync("bob", run.Id, "approval"));
        Assert.Equal(0, await BalanceAsync(Account.Payables));
    }

    [Fact]
    public async Task Care_of_a_provider_without_bank_details_waits_and_is_shown()
    {
        await PayInAsync(100_000);
        var stranger = Guid.CreateVersion7();
        await DeliverAsync(stranger, 700);
        using var alice = Client("alice");

        var payables = await alice.ReadAsync<PayablesView>($"/api/ledger/funds/{fund}/payables");

        Assert.Empty(payables.Payable);
        Assert.Equal(new PayableView(null, stranger, 700, 1), Assert.Single(payables.Unpayable));
        Assert.Equal("payment-run.nothing-owed", await ProposalRefusedAsync("alice"));
        await PutPayeeAsync("mallory", "stranger", new("445566", "87654321", "A STRANGER"), stranger);
        Assert.Equal(700, (await ProposeAsync("alice")).TotalPence);
    }

    [Theory]
    [InlineData("12345", "12345678", "THE TRUST")]
    [InlineData("000000", "12345678", "THE TRUST")]
    [InlineData("12-34-56", "12345678", "THE TRUST")]
    [InlineData("123456", "1234567", "THE TRUST")]
    [InlineData("123456", "00000000", "THE TRUST")]
    [InlineData("123456", "12345678", "The Trust")]
    [InlineData("123456", "12345678", "A NAME OF NINETEEN!")]
    public async Task Bank_details_that_are_none_are_refused(string sortCode, string accountNumber, string accountName)
    {
        using var answer = await PutAsync("mallory", "nobody", new("Nobody", new(sortCode, accountNumber, accountName)));

        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_payee_is_changed_by_who_has_read_it_last_and_stands_for_one_provider()
    {
        using var blind = await PutAsync("mallory", "trust", new("The Trust", new("445566", "12345678", "THE TRUST"), provider));
        using var taken = await PutAsync("mallory", "other", new("Another", new("445566", "12345678", "ANOTHER"), provider));
        using var alice = Client("alice");
        using var read = await alice.GetAsync(new Uri("/api/ledger/payees/trust", UriKind.Relative), Cancelled);
        using var changed = await PutAsync("mallory", "trust", new("The Trust", new("445566", "12345679", "THE TRUST"), provider), read.Headers.ETag);
        using var stale = await PutAsync("mallory", "trust", new("The Trust", new("445566", "12345670", "THE TRUST"), provider), read.Headers.ETag);

        Assert.Equal(["request.if-match-missing", "payee.provider-taken", "request.stale"],
            [await blind.CodeAsync(), await taken.CodeAsync(), await stale.CodeAsync()]);
        Assert.Equal((2, "**79"), await alice.ReadAsync<PayeeView>("/api/ledger/payees/trust") is var now ? (now.Version, now.AccountEnding) : default);
        using var nobody = host.Finance("hosts-nothing");
        using var refused = await nobody.GetAsync(new Uri("/api/ledger/payees", UriKind.Relative), Cancelled);
        Assert.Equal("payee.not-a-host", await refused.CodeAsync());
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

    private string Runs => $"/api/ledger/funds/{fund}/payment-runs";

    private HttpClient Client(string person) => host.Client(Roles.FinanceOfficer, council, name: person);

    private async Task PayInAsync(long pence, DateOnly? on = null)
    {
        using var finance = host.Finance(council);
        using var paid = await finance.ContributeAsync(fund, A.Contribution(council, pence) with { ValueDate = on ?? new(2026, 10, 1) });
        Assert.Equal(HttpStatusCode.Created, paid.StatusCode);
    }

    private Task DeliverAsync(params long[] pence) => DeliverAsync(provider, pence);

    private async Task DeliverAsync(Guid by, params long[] pence)
    {
        foreach (var tariff in pence)
        {
            var service = A.Service(category, tariff) with { ProviderId = by };
            var booking = A.Booking(service.ServiceId);
            await host.PublishAsync(service);
            await host.PublishAsync(booking);
            await host.PublishAsync(A.Delivered(booking) with { EndsAt = A.Now, OccurredAt = A.Now });
            await host.ChargeReachesAsync(booking.BookingId, ChargeState.Spent);
        }
    }

    private async Task<PaymentRunView> ProposeAsync(string person)
    {
        using var client = Client(person);
        using var answer = await PostAsync(client, Runs, new ProposePaymentRunRequest(PayOn));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancelled));
        return await answer.Content.ReadFromJsonAsync<PaymentRunView>(RunningLedger.Json, Cancelled) ?? throw new InvalidOperationException();
    }

    private async Task<string> ProposalRefusedAsync(string person)
    {
        using var client = Client(person);
        using var answer = await PostAsync(client, Runs, new ProposePaymentRunRequest(PayOn));
        return await answer.CodeAsync();
    }

    private async Task<string> DecideAsync(string person, Guid run, string decision)
    {
        using var client = Client(person);
        using var answer = decision == "approval"
            ? await client.PostAsync(new Uri($"{Runs}/{run}/approval", UriKind.Relative), null, Cancelled)
            : await client.PostAsJsonAsync($"{Runs}/{run}/rejection", new RejectPaymentRunRequest("Not yet."), RunningLedger.Json, Cancelled);
        return answer.IsSuccessStatusCode ? "" : await answer.CodeAsync();
    }

    private async Task<string> BillAsync(long entry, long pence, string reference, string payee = "trust")
    {
        using var client = Client("alice");
        using var answer = await PostAsync(client, $"/api/ledger/funds/{fund}/bills", new RegisterBillRequest(entry, payee, pence, reference));
        return answer.IsSuccessStatusCode ? "" : await answer.CodeAsync();
    }

    private async Task PutPayeeAsync(string person, string organisation, BankDetails bank, Guid? providerId = null)
    {
        using var answer = await PutAsync(person, organisation, new(organisation, bank, providerId));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PutAsync(string person, string organisation, PutPayeeRequest payee, EntityTagHeaderValue? tag = null)
    {
        using var client = Client(person);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/ledger/payees/{organisation}")
        {
            Content = JsonContent.Create(payee, options: RunningLedger.Json),
        };
        if (tag is not null) request.Headers.IfMatch.Add(tag);
        return await client.SendAsync(request, Cancelled);
    }

    private static async Task<HttpResponseMessage> PostAsync<T>(HttpClient client, string path, T body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: RunningLedger.Json) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(request, Cancelled);
    }

    private async Task<long> BalanceAsync(string account)
    {
        await using var db = host.Db();
        return await db.AccountDays.Where(d => d.FundCode == fund && d.Account == account).SumAsync(d => d.DebitsPence - d.CreditsPence, Cancelled);
    }
}
