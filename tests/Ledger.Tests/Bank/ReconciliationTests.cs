using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Bank;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Bank;

public sealed class ReconciliationTests(RunningLedger ledger)
{
    private const string Header = "date,amount,reference,payer\n";
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static string At(string fund, string path) => $"/api/ledger/funds/{fund}/{path}";

    private async Task<HttpResponseMessage> SendAsync(string fund, string rows, string organisation = A.Council, string type = "text/csv")
    {
        using var finance = host.Finance(organisation);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Header + rows));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await finance.PostAsync(new Uri(At(fund, "bank-statements"), UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private static async Task<StatementView> ViewAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<StatementView>(RunningLedger.Json) ?? throw new InvalidOperationException("No view.");

    private async Task<T> ReadAsync<T>(string fund, string path)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        return await manager.ReadAsync<T>(At(fund, path));
    }

    private async Task<HttpResponseMessage> DoAsync(string fund, string path, object request)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var message = new HttpRequestMessage(HttpMethod.Post, At(fund, path)) { Content = JsonContent.Create(request, request.GetType(), options: RunningLedger.Json) };
        message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await manager.SendAsync(message, TestContext.Current.CancellationToken);
    }

    private async Task<string> FundAsync(params (long Pence, string Reference)[] contributions)
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        foreach (var (pence, reference) in contributions)
        {
            using var posted = await finance.ContributeAsync(fund, A.Contribution(amountPence: pence) with { Reference = reference });
            Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        }

        return fund;
    }

    private async Task<ReconciliationView> ProofAsync(string fund, string? asOf = null)
    {
        var proof = await ReadAsync<ReconciliationView>(fund, "bank/reconciliation" + (asOf is null ? "" : $"?asOf={asOf}"));
        Assert.Equal(0, proof.DifferencePence);
        Assert.Equal(proof.BankBalancePence, proof.LedgerCashPence - proof.EntriesNotSeenPence + proof.LinesNotInLedgerPence);
        return proof;
    }

    [Fact]
    public async Task A_statement_is_matched_by_reference_and_by_partner_and_the_rest_is_for_a_person()
    {
        var fund = await FundAsync((1_000, "INV-1"), (2_000, "INV-2"), (3_000, "INV-3"));

        using var sent = await SendAsync(fund, "2026-10-02,10.00,inv-1,BACS\n2026-10-03,20.00,?,The Council\n2026-10-04,5.00,gift,Somebody\n2026-10-05,-1.50,fee,Bank\n");

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var view = await ViewAsync(sent);
        Assert.Equal((4, 4, 2, 2), (view.Lines, view.NewLines, view.Matched, view.Unmatched));
        var worklist = await ReadAsync<WorklistView>(fund, "bank/worklist");
        Assert.Equal([500, -150], worklist.Lines.Select(line => line.AmountPence));
        Assert.Equal("INV-3", worklist.Entries.Single().Reference);
        var proof = await ProofAsync(fund);
        Assert.Equal((6_000, 3_000, 350, 3_350), (proof.LedgerCashPence, proof.EntriesNotSeenPence, proof.LinesNotInLedgerPence, proof.BankBalancePence));
        var before = await ProofAsync(fund, "2026-10-01");
        Assert.Equal((6_000, 6_000, 0), (before.LedgerCashPence, before.EntriesNotSeenPence, before.BankBalancePence));
    }

    /// <summary>More entries than anybody loads: written past the guards, in a fund of nobody else's, since only their sums matter here.</summary>
    [Fact]
    public async Task The_proof_and_the_worklist_hold_however_many_entries_the_bank_has_not_shown()
    {
        const int many = 21_000;
        var owner = A.Code("owner");
        var (fund, _) = await host.AddFundAsync(terms => terms with { HostOrganisationCode = owner, Partners = [new(owner, "The Owner", 1)] });
        await using (var superuser = new NpgsqlConnection(host.SuperuserConnectionString))
        {
            await superuser.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand($"""
                BEGIN; SET LOCAL session_replication_role = replica;
                INSERT INTO journal_entries (fund_code, number, kind, effective_on, posted_at, source, narrative, accounts, amounts_pence, previous_hash, hash)
                SELECT '{fund}', n, 'Adjustment', '2026-10-01', now(), 'many:{fund}:' || n, 'Income', ARRAY['receipts', 'other-income'], ARRAY[n, -n],
                    decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') FROM generate_series(1::bigint, {many}) AS n;
                INSERT INTO account_days (fund_code, account, effective_on, posted_on, debits_pence, credits_pence)
                SELECT '{fund}', 'receipts', '2026-10-01', '2026-11-20', sum(n), 0 FROM generate_series(1::bigint, {many}) AS n;
                COMMIT
                """, superuser);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var sent = await SendAsync(fund, "2026-10-02,209.99,gift,Somebody\n2026-10-02,1.00,gift,Somebody\n2026-10-02,999999.00,gift,Somebody\n", owner);

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        using var finance = host.Finance(owner);
        var proof = await finance.ReadAsync<ReconciliationView>(At(fund, "bank/reconciliation"));
        Assert.Equal((0, many, 500), (proof.DifferencePence, proof.EntriesNotSeenCount, proof.EntriesNotSeen.Count));
        Assert.Equal((long)many * (many + 1) / 2, proof.EntriesNotSeenPence);
        var worklist = await finance.ReadAsync<WorklistView>(At(fund, "bank/worklist"));
        Assert.Equal((3, many, 200), (worklist.UnmatchedLines, worklist.UnseenEntries, worklist.Entries.Count));
        Assert.Equal([[20_999L], [100L], []], worklist.Lines.Select(line => line.Suggestions.Select(s => s.EntryNumber)));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_the_same_movement_twice_in_a_file_is_two()
    {
        var fund = await FundAsync();
        const string Rows = "2026-10-02,10.00,a,b\n2026-10-02,10.00,a,b\n";

        using var first = await SendAsync(fund, Rows);
        using var again = await SendAsync(fund, Rows);
        using var more = await SendAsync(fund, Rows + "2026-10-02,10.00,a,b\n");

        Assert.Equal(2, (await ViewAsync(first)).NewLines);
        var known = await ViewAsync(again);
        Assert.Equal((HttpStatusCode.OK, null, 0, 2), (again.StatusCode, known.StatementId, known.NewLines, known.KnownLines));
        Assert.Equal(1, (await ViewAsync(more)).NewLines);
        Assert.Equal(3_000, (await ProofAsync(fund)).BankBalancePence);
    }

    [Fact]
    public async Task One_file_sent_many_times_at_once_is_taken_once()
    {
        var fund = await FundAsync((1_000, "INV-1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(fund, "2026-10-02,10.00,INV-1,b\n2026-10-03,1.00,c,d\n")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(1_100, (await ProofAsync(fund)).BankBalancePence);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task A_person_matches_one_movement_with_several_entries_and_takes_it_back()
    {
        var fund = await FundAsync((1_000, "INV-1"), (2_000, "INV-2"), (500, "INV-3"));
        using var sent = await SendAsync(fund, "2026-10-02,30.00,both,BACS\n2026-10-02,5.00,other,BACS\n");

        using var wrong = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([1, 3]));
        using var matched = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([1, 2]));
        using var again = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([3]));
        using var taken = await DoAsync(fund, "bank/lines/2/match", new MatchLineRequest([1]));
        var proof = await ProofAsync(fund);
        using var undone = await DoAsync(fund, "bank/lines/1/unmatch", new UnmatchLineRequest("It was somebody else's"));
        using var twice = await DoAsync(fund, "bank/lines/1/unmatch", new UnmatchLineRequest("Again"));

        Assert.Equal("bank.amounts-differ", await wrong.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, matched.StatusCode);
        Assert.Equal("bank.line-matched", await again.CodeAsync());
        Assert.Equal("bank.entry-matched", await taken.CodeAsync());
        Assert.Equal((500, 500), (proof.EntriesNotSeenPence, proof.LinesNotInLedgerPence));
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Equal("bank.line-not-matched", await twice.CodeAsync());
        Assert.Equal((3_500, 3_500), ((await ProofAsync(fund)).EntriesNotSeenPence, (await ProofAsync(fund)).LinesNotInLedgerPence));
        using var anew = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([2, 1]));
        Assert.Equal(HttpStatusCode.OK, anew.StatusCode);
    }

    [Fact]
    public async Task Of_two_matches_of_one_entry_at_once_one_stands()
    {
        var fund = await FundAsync((1_000, "INV-1"));
        using var sent = await SendAsync(fund, "2026-10-02,10.00,x,BACS\n2026-10-02,10.00,y,BACS\n");

        var answers = await Task.WhenAll(
            DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([1])), DoAsync(fund, "bank/lines/2/match", new MatchLineRequest([1])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal("bank.entry-matched", await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK).CodeAsync());
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task The_host_writes_a_receipt_as_the_contribution_of_the_partner_that_paid_it()
    {
        var fund = await host.AddAgreedFundAsync();
        using var sent = await SendAsync(fund, "2026-10-02,1000.00,,The Trust\n2026-10-03,-1.00,fee,Bank\n");

        using var stranger = await DoAsync(fund, "bank/lines/1/contribution", new WriteContributionRequest("stranger"));
        using var instalment = await DoAsync(fund, "bank/lines/1/contribution", new WriteContributionRequest(A.Trust, Instalment: "R-2026-10-02"));
        using var fee = await DoAsync(fund, "bank/lines/2/contribution", new WriteContributionRequest(A.Trust));
        using var written = await DoAsync(fund, "bank/lines/1/contribution", new WriteContributionRequest(A.Trust, Instalment: "R-2026-10-01"));
        using var again = await DoAsync(fund, "bank/lines/1/contribution", new WriteContributionRequest(A.Trust));

        Assert.Equal("contribution.partner-unknown", await stranger.CodeAsync());
        Assert.Equal("contribution.instalment-unknown", await instalment.CodeAsync());
        Assert.Equal("bank.not-a-receipt", await fee.CodeAsync());
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        Assert.Equal("bank.line-matched", await again.CodeAsync());
        Assert.Equal((100_000, 0, -100), ((await ProofAsync(fund)).LedgerCashPence, (await ProofAsync(fund)).EntriesNotSeenPence, (await ProofAsync(fund)).LinesNotInLedgerPence));
        using var trust = host.Finance(A.Trust);
        var schedule = await trust.ReadAsync<ScheduleView>(At(fund, "contributions/schedule"));
        Assert.Equal([0, 0, 100_000, 0], schedule.Partners.Single(p => p.Partner == A.Trust).Instalments!.Select(i => i.SettledPence));
    }

    [Fact]
    public async Task A_receipt_above_the_limit_is_written_once_a_second_person_approves()
    {
        var fund = await host.AddAgreedFundAsync();
        using var sent = await SendAsync(fund, "2026-10-02,1000.01,,The Trust\n");
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        var path = At(fund, "bank/lines/1/contribution");

        using var first = await maker.SendAsync(path, new WriteContributionRequest(A.Trust, Instalment: "R-2026-10-01"));
        using var second = await maker.SendAsync(path, new WriteContributionRequest(A.Council));
        var (asked, wrong) = (await first.BodyAsync<ApprovalView>(HttpStatusCode.Accepted), await second.BodyAsync<ApprovalView>(HttpStatusCode.Accepted));
        Assert.Equal((ApprovalKind.BankContribution, 100_001, 100_000), (asked.Kind, asked.AmountPence, asked.LimitPence));
        Assert.Equal(0, (await ProofAsync(fund)).LedgerCashPence);
        using var own = await maker.DecideAsync(asked.Id);
        using var given = await checker.DecideAsync(asked.Id);
        using var twice = await checker.DecideAsync(wrong.Id);

        Assert.Equal((HttpStatusCode.Forbidden, "approval.four-eyes"), (own.StatusCode, await own.CodeAsync()));
        var entry = await maker.ReadAsync<JournalEntryView>(At(fund, $"journal/{(await given.BodyAsync<ApprovalView>(HttpStatusCode.OK)).EntryNumber}"));
        Assert.Equal(("contribution", $"bank-line:{fund}:1", asked.AskedBy), (entry.Kind, entry.Source, entry.PostedBy));
        Assert.Equal((HttpStatusCode.Conflict, "bank.line-matched"), (twice.StatusCode, await twice.CodeAsync()));
        Assert.Empty((await ReadAsync<WorklistView>(fund, "bank/worklist")).Lines);
        Assert.Equal((100_001, 0), ((await ProofAsync(fund)).LedgerCashPence, (await ProofAsync(fund)).EntriesNotSeenPence));
        await using var db = host.Db();
        var authority = await db.Authorisations.AsNoTracking().SingleAsync(a => a.FundCode == fund, TestContext.Current.CancellationToken);
        Assert.Equal((entry.Source, asked.Id, 100_001), (authority.Source, authority.ApprovalId?.Value, authority.AmountPence));
    }

    [Fact]
    public async Task A_receipt_that_was_taken_off_its_entry_is_not_written_again()
    {
        var fund = await host.AddAgreedFundAsync();
        using var sent = await SendAsync(fund, "2026-10-02,10.00,,The Trust\n");
        using var written = await DoAsync(fund, "bank/lines/1/contribution", new WriteContributionRequest(A.Trust));
        using var undone = await DoAsync(fund, "bank/lines/1/unmatch", new UnmatchLineRequest("Somebody else's"));

        using var again = await DoAsync(fund, "bank/lines/1/contribution", new WriteContributionRequest(A.Trust));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (written.StatusCode, undone.StatusCode));
        Assert.Equal((HttpStatusCode.Conflict, "bank.line-written"), (again.StatusCode, await again.CodeAsync()));
    }

    [Fact]
    public async Task Only_the_host_sees_the_bank_and_only_files_it_can_read()
    {
        var fund = await FundAsync();
        using var trust = host.Finance(A.Trust);
        using var other = await SendAsync(fund, "", A.Trust);
        using var outsider = await SendAsync(fund, "", "outsider");
        using var unknown = await SendAsync("no-such-fund", "");
        using var json = await SendAsync(fund, "", type: "application/json");
        using var broken = await SendAsync(fund, "2026-10-02,10.00,INV-1,b\n2026-10-03,1,c,d\n");
        using var large = await SendAsync(fund, new string('x', BankFile.BytesMax));
        using var worklist = await trust.GetAsync(At(fund, "bank/worklist"), TestContext.Current.CancellationToken);
        using var proof = await trust.GetAsync(At(fund, "bank/reconciliation"), TestContext.Current.CancellationToken);
        using var line = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([1]));
        using var nothing = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([]));

        Assert.Equal("fund.not-the-host", await other.CodeAsync());
        Assert.Equal("fund.not-your-organisation", await outsider.CodeAsync());
        Assert.Equal("fund.unknown", await unknown.CodeAsync());
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "request.unsupported-media-type"), (json.StatusCode, await json.CodeAsync()));
        Assert.Equal("bank.file-invalid", await broken.CodeAsync());
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "request.too-large"), (large.StatusCode, await large.CodeAsync()));
        Assert.Equal(("fund.not-the-host", "fund.not-the-host"), (await worklist.CodeAsync(), await proof.CodeAsync()));
        Assert.Equal("bank.line-unknown", await line.CodeAsync());
        Assert.Equal("request.invalid", await nothing.CodeAsync());
        Assert.Equal(0, (await ProofAsync(fund)).BankBalancePence);
    }

    [Fact]
    public async Task An_entry_without_cash_or_of_another_fund_is_no_match()
    {
        var fund = await FundAsync((1_000, "INV-1"));
        using var sent = await SendAsync(fund, "2026-10-02,10.00,x,BACS\n");

        using var unknown = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([2]));

        Assert.Equal((HttpStatusCode.NotFound, "journal.entry-unknown"), (unknown.StatusCode, await unknown.CodeAsync()));
    }

    [Fact]
    public async Task The_database_holds_what_a_match_means()
    {
        var fund = await FundAsync((1_000, "INV-1"), (2_000, "INV-2"));
        using var sent = await SendAsync(fund, "2026-10-02,30.00,x,BACS\n2026-10-02,10.00,y,BACS\n");

        Assert.Equal("23514", await RefusalAsync(Match(fund, 1, entry: 1, 3_000)));
        Assert.Equal("23514", await RefusalAsync(Match(fund, 1, entry: 1, 1_000)));
        Assert.Equal("23505", await RefusalAsync(Match(fund, 1, 1, 1_000), Match(fund, 1, 2, 2_000), Match(fund, 2, 1, 1_000)));
        using var matched = await DoAsync(fund, "bank/lines/1/match", new MatchLineRequest([1, 2]));
        foreach (var connection in (string[])[host.ConnectionString, host.OwnerConnectionString])
        {
            Assert.NotNull(await RefusalOfAsync(connection, $"UPDATE bank_matches SET amount_pence = 1 WHERE fund_code = '{fund}'"));
            Assert.NotNull(await RefusalOfAsync(connection, $"UPDATE bank_matches SET undone_at = now(), undone_by = 'x', undone_reason = 'x' WHERE fund_code = '{fund}' AND entry_number = 1"));
            Assert.NotNull(await RefusalOfAsync(connection, $"DELETE FROM bank_matches WHERE fund_code = '{fund}'"));
            Assert.NotNull(await RefusalOfAsync(connection, $"UPDATE bank_lines SET amount_pence = 1 WHERE fund_code = '{fund}'"));
            Assert.NotNull(await RefusalOfAsync(connection, $"DELETE FROM bank_statements WHERE fund_code = '{fund}'"));
        }
    }

    private static BankMatch Match(string fund, int line, long entry, long pence) => new()
    {
        Id = BankMatchId.New(), FundCode = fund, LineNumber = line, EntryNumber = entry, AmountPence = pence, Basis = MatchBasis.ByHand,
        Explanation = "Forged", MatchedBy = "somebody", MatchedAt = A.Now,
    };

    private async Task<string> RefusalAsync(params object[] rows)
    {
        await using var db = host.Db();
        db.AddRange(rows);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        return Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState;
    }

    private static async Task<string?> RefusalOfAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return (refused as PostgresException)?.SqlState;
    }
}
