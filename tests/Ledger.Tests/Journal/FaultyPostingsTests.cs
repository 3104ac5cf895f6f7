using System.Collections.Concurrent;
using System.Net;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Commitments;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Entries;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Ledger.Reversals;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Journal;

/// <summary>
/// People and programs of one fund do everything at once while the database's connections are cut under them again and again. Each sends what it was
/// not answered once more, under the same key; a model that only adds up what was answered says what must stand in the books.
/// </summary>
public sealed class FaultyPostingsTests(RunningLedger ledger) : IAsyncLifetime
{
    private const int Clients = 8;
    private const int StepsEach = 25;
    private const int StepsPerCut = 6;
    private const string Expenditure = $"expenditure:{A.Programme}";
    private const string Commitments = $"commitments:{A.Programme}";
    private readonly ConcurrentDictionary<string, long> expected = [];
    private ServiceHost<Program, LedgerDb>? own;
    private string fund = "";

    private ServiceHost<Program, LedgerDb> Host => own ?? throw new InvalidOperationException("It starts with the test.");

    public async ValueTask InitializeAsync()
    {
        own = await ledger.StartAsync();
        fund = await own.AddAgreedFundAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null) await own.DisposeAsync();
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task Whatever_is_cut_nothing_is_lost_twice_or_out_of_balance(int seed)
    {
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => WorkAsync(number, new Random((seed * 100) + number)))));

        using var finance = Host.Finance();
        var balance = await UntilReadAsync<TrialBalanceView>(finance, "/api/ledger/trial-balance?asOf=2027-03-31");
        Assert.Equal(balance.DebitsPence, balance.CreditsPence);
        Assert.Equal(
            expected.Where(account => account.Value != 0).OrderBy(account => account.Key, StringComparer.Ordinal).Select(account => (account.Key, account.Value)),
            balance.Accounts.Select(account => (account.Account, Pence: account.DebitsPence - account.CreditsPence))
                .Where(account => account.Pence != 0).OrderBy(account => account.Account, StringComparer.Ordinal));
        var verified = await UntilReadAsync<VerificationView>(finance, "/api/ledger/journal/verification");
        Assert.Null(verified.FirstBroken);
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM journal_entries WHERE (SELECT sum(pence) FROM unnest(amounts_pence) AS pence) <> 0"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM (SELECT fund_code FROM journal_entries GROUP BY fund_code HAVING max(number) <> count(*)) AS gaps"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM orders WHERE state <> 'Pending' AND NOT EXISTS (SELECT FROM journal_entries WHERE source = orders.source || ':end')"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM orders WHERE state = 'Pending' AND EXISTS (SELECT FROM journal_entries WHERE source = orders.source || ':end')"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM idempotency_keys WHERE status = 0"));
    }

    private async Task WorkAsync(int number, Random random)
    {
        using var officer = Host.Officer($"officer-{number}");
        using var trust = Host.Officer($"trust-{number}", A.Trust);
        for (var step = 0; step < StepsEach; step++)
        {
            if (step % StepsPerCut == number % StepsPerCut) await CutAsync();
            await (random.Next(6) switch
            {
                0 => ContributeAsync(random.Next(2) == 0 ? (officer, A.Council) : (trust, A.Trust), random.Next(1, 100_000)),
                1 => PostAsync(officer, random.Next(1, 100_000)),
                2 => PostInBulkAsync(officer, random),
                3 => CommitAsync(officer, random.Next(1, 100_000), random.Next(3)),
                4 => PostByHandAsync(officer, random.Next(1, 100_000), reverse: random.Next(2) == 0),
                _ => PayFromNothingAsync(officer),
            });
        }
    }

    private async Task ContributeAsync((HttpClient Client, string Partner) by, long pence)
    {
        using var answer = await UntilAnsweredAsync(by.Client, $"funds/{fund}/contributions", A.Contribution(by.Partner, pence));
        await answer.BodyAsync<ContributionView>(HttpStatusCode.Created);
        Move("receipts", $"contributions:{by.Partner}", pence);
    }

    private async Task PostAsync(HttpClient officer, long pence)
    {
        using var answer = await UntilAnsweredAsync(officer, $"funds/{fund}/journal", Entry(pence));
        await answer.BodyAsync<PostedEntryView>(HttpStatusCode.Created);
        Move(Expenditure, "payables", pence);
    }

    private async Task PostInBulkAsync(HttpClient officer, Random random)
    {
        var items = Enumerable.Range(0, random.Next(1, 30)).Select(_ => Entry(random.Next(1, 1_000))).ToList();
        var (atomic, wrong) = (random.Next(2) == 0, random.Next(3) == 0);
        if (wrong) items.Insert(random.Next(items.Count), Entry(5) with { EffectiveOn = new(2020, 1, 1) });
        using var answer = await UntilAnsweredAsync(officer, $"funds/{fund}/journal/bulk", new PostEntriesRequest(atomic, items));
        if (atomic && wrong)
        {
            Assert.Equal("manual-entry.outside-financial-year", await answer.CodeAsync());
            return;
        }

        var view = await answer.BodyAsync<PostedEntriesView>(HttpStatusCode.OK);
        Assert.Equal(wrong ? 1 : 0, view.Refused);
        Move(Expenditure, "payables", items.Where((_, index) => view.Items[index].EntryNumber is not null).Sum(item => item.Lines[0].DebitPence ?? 0));
    }

    // Two end one order at once, one by spending and one by release: one of them does.
    private async Task CommitAsync(HttpClient officer, long pence, int ending)
    {
        using var made = await UntilAnsweredAsync(officer, $"funds/{fund}/commitments",
            new MakeCommitmentRequest(A.Programme, A.Code("PO"), "Equipment store", pence, new(2026, 10, 15), "Beds"));
        var order = await made.BodyAsync<CommitmentView>(HttpStatusCode.Created);
        Move(Commitments, "reserve-for-commitments", pence);
        if (ending == 0) return;

        var spent = ending == 1 ? pence : Math.Max(1, pence / 3);
        var ends = await Task.WhenAll(
            UntilAnsweredAsync(officer, $"funds/{fund}/commitments/{order.Id}/spend", new SpendCommitmentRequest(spent, new(2026, 11, 1), A.Code("INV"))),
            UntilAnsweredAsync(officer, $"funds/{fund}/commitments/{order.Id}/release", new ReleaseCommitmentRequest(new(2026, 11, 1))));
        Assert.Single(ends, end => end.StatusCode == HttpStatusCode.OK);
        Move("reserve-for-commitments", Commitments, pence);
        if (ends[0].StatusCode == HttpStatusCode.OK) Move(Expenditure, "payables", spent);
        foreach (var end in ends) end.Dispose();
    }

    // Two undo one entry at once: one of them does.
    private async Task PostByHandAsync(HttpClient officer, long pence, bool reverse)
    {
        using var answer = await UntilAnsweredAsync(officer, $"funds/{fund}/manual-entries", A.ManualEntry(pence));
        var entry = await answer.BodyAsync<HandPostingView>(HttpStatusCode.Created);
        Move(Expenditure, "payables", pence);
        if (!reverse) return;

        var undone = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => UntilAnsweredAsync(
            officer, $"funds/{fund}/journal/{entry.EntryNumber}/reversal", new ReverseEntryRequest(A.Today, "Twice in the post"))));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], undone.Select(u => u.StatusCode).Order());
        Move("payables", Expenditure, pence);
        foreach (var one in undone) one.Dispose();
    }

    private async Task PayFromNothingAsync(HttpClient officer)
    {
        const long more = 90_000;      // within the agreement's limit, and more than there may be
        using var answer = await UntilAnsweredAsync(officer, $"funds/{fund}/journal", Entry(more) with
        {
            Lines = [new("payables", more), new("receipts", CreditPence: more)],
        });
        if (answer.StatusCode == HttpStatusCode.Created) Move("payables", "receipts", more);
        else Assert.Equal("journal.overdrawn", await answer.CodeAsync());
    }

    private static PostEntryRequest Entry(long pence) =>
        new(A.Code("GL"), A.Today, "Equipment", [new(Expenditure, pence), new("payables", CreditPence: pence)]);

    private void Move(string debit, string credit, long pence)
    {
        expected.AddOrUpdate(debit, pence, (_, before) => before + pence);
        expected.AddOrUpdate(credit, -pence, (_, before) => before - pence);
    }

    private static async Task<HttpResponseMessage> UntilAnsweredAsync(HttpClient client, string path, object body)
    {
        var key = Guid.NewGuid().ToString();
        for (var tries = 0; tries < 200; tries++)
        {
            var answer = await client.SendAsync($"/api/ledger/{path}", body, key);
            if ((int)answer.StatusCode < 500) return answer;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            answer.Dispose();
        }

        throw new InvalidOperationException($"{path} is never answered.");
    }

    // The pool may still hold connections that were cut: each is found so once.
    private static async Task<T> UntilReadAsync<T>(HttpClient client, string path)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) return await answer.BodyAsync<T>(HttpStatusCode.OK);
        }

        throw new InvalidOperationException($"{path} is never answered.");
    }

    private async Task CutAsync() => await CountAsync("""
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND usename <> current_user AND random() < 0.5
        """);

    private async Task<long> CountAsync(string sql)
    {
        await using var superuser = new NpgsqlConnection(Host.SuperuserConnectionString);
        await superuser.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, superuser);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as long? ?? 0;
    }
}
