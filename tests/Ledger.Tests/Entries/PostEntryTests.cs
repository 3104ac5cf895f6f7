using System.Net;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Entries;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Entries;

public sealed class PostEntryTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static PostEntryRequest Entry(long pence = 100) => new(
        A.Code("GL"), A.Today, "Equipment store", [new($"expenditure:{A.Programme}", pence), new("payables", CreditPence: pence)]);

    private static string Journal(string fund) => $"/api/ledger/funds/{fund}/journal";

    [Fact]
    public async Task A_program_posts_an_entry_and_sending_it_again_posts_nothing()
    {
        var fund = await host.AddAgreedFundAsync();
        using var program = host.Officer("finance-system");
        var (entry, key) = (Entry(), Guid.NewGuid().ToString());

        using var first = await program.SendAsync(Journal(fund), entry, key);
        using var again = await program.SendAsync(Journal(fund), entry, key);
        using var other = await program.SendAsync(Journal(fund), Entry(), key);

        var posted = await first.BodyAsync<PostedEntryView>(HttpStatusCode.Created);
        Assert.Equal((1, 100), (posted.EntryNumber, posted.AmountPence));
        Assert.Equal($"{Journal(fund)}/1", first.Headers.Location?.ToString());
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(posted, await again.BodyAsync<PostedEntryView>(HttpStatusCode.Created));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal("idempotency.key-reused", await other.CodeAsync());
        var stands = await program.ReadAsync<JournalEntryView>($"{Journal(fund)}/1");
        Assert.Equal((posted.Hash, "Equipment store", "adjustment"), (stands.Hash, stands.Narrative, stands.Kind));
        Assert.NotNull(stands.PostedBy);
        Assert.Equal(100, (await host.PositionAsync(fund)).SpentPence);
        await using var db = host.Db();
        Assert.Equal(1, await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM access_records WHERE action = 'entry.post' AND record_id = {fund + "/1"}")
            .SingleAsync(TestContext.Current.CancellationToken));
    }

    public static TheoryData<int, string, Func<PostEntryRequest, PostEntryRequest>> Refusals => new()
    {
        { 422, "manual-entry.unbalanced", e => e with { Lines = [new("receipts", 5), new("payables", CreditPence: 4)] } },
        { 422, "manual-entry.line-invalid", e => e with { Lines = [new("receipts"), new("payables", CreditPence: 4)] } },
        { 422, "manual-entry.account-twice", e => e with { Lines = [new("receipts", 4), new("receipts", CreditPence: 4)] } },
        { 422, "manual-entry.account-not-for-hands", e => e with { Lines = [new("commitments:community", 4), new("payables", CreditPence: 4)] } },
        { 422, "manual-entry.outside-financial-year", e => e with { EffectiveOn = new(2026, 3, 31) } },
        { 422, "manual-entry.in-the-future", e => e with { EffectiveOn = A.Today.AddDays(1) } },
        { 422, "entry.above-limit", e => e with { Lines = [new("payables", 9_000_000_000_000), new("other-income", CreditPence: 9_000_000_000_000)] } },
        { 409, "journal.overdrawn", e => e with { Lines = [new("payables", 1), new("receipts", CreditPence: 1)] } },
        { 400, "request.invalid", e => e with { Reference = "a b" } },
        { 400, "request.invalid", e => e with { Reference = new('x', 51) } },
        { 400, "request.invalid", e => e with { Narrative = "two\nlines" } },
        { 400, "request.invalid", e => e with { Lines = [new("receipts", 1)] } },
        { 400, "request.invalid", e => e with { Lines = [new("receipts", -1), new("payables", CreditPence: -1)] } },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_is_against_a_rule_is_refused_and_posts_nothing(int status, string code, Func<PostEntryRequest, PostEntryRequest> change)
    {
        var fund = await host.AddAgreedFundAsync();
        using var program = host.Officer("finance-system");

        using var answer = await program.SendAsync(Journal(fund), change(Entry()));

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        await using var db = host.Db();
        Assert.False(await db.JournalEntries.AnyAsync(e => e.FundCode == fund, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_the_host_posts_only_once_under_a_reference_and_nothing_without_an_agreement()
    {
        var fund = await host.AddAgreedFundAsync();
        var (without, _) = await host.AddFundAsync();
        using var program = host.Officer("finance-system");
        using var stranger = host.Officer("stranger", A.Trust);
        var entry = Entry();
        using var first = await program.SendAsync(Journal(fund), entry);

        foreach (var (client, code, to, body) in new (HttpClient, string, string, PostEntryRequest)[]
        {
            (program, "entry.reference-used", fund, entry), (stranger, "fund.not-the-host", fund, Entry()), (program, "fund.unknown", A.Code("none"), Entry()),
            (program, "entry.above-limit", without, Entry(1)),
        })
        {
            using var answer = await client.SendAsync(Journal(to), body);
            Assert.Equal(code, await answer.CodeAsync());
        }

        using var keyless = await program.PostAsync(Journal(fund), System.Net.Http.Json.JsonContent.Create(Entry(), options: RunningLedger.Json), TestContext.Current.CancellationToken);
        Assert.Equal("idempotency.key-missing", await keyless.CodeAsync());
    }

    [Fact]
    public async Task A_closed_period_takes_nothing()
    {
        var fund = await host.AddAgreedFundAsync();
        await using (var db = host.Db())
            await db.Database.ExecuteSqlAsync($"UPDATE journal_heads SET closed_through = {A.Today} WHERE fund_code = {fund}", TestContext.Current.CancellationToken);
        using var program = host.Officer("finance-system");

        using var answer = await program.SendAsync(Journal(fund), Entry());

        Assert.Equal("journal.period-closed", await answer.CodeAsync());
    }

    [Fact]
    public async Task Whatever_comes_together_stands_in_one_line_and_each_once()
    {
        const int callers = 16, each = 25;
        string[] funds = [await host.AddAgreedFundAsync(), await host.AddAgreedFundAsync()];

        var posted = await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            using var program = host.Officer($"program-{caller}");
            var numbers = new List<(string, long)>();
            for (var i = 0; i < each; i++)
            {
                // Every third is wrong, and every entry is sent twice at once.
                var fund = funds[(caller + i) % 2];
                var (entry, key) = (i % 3 == 2 ? Entry() with { EffectiveOn = new(2030, 1, 1) } : Entry(i + 1), Guid.NewGuid().ToString());
                var answers = await Task.WhenAll(program.SendAsync(Journal(fund), entry, key), program.SendAsync(Journal(fund), entry, key));
                if (i % 3 == 2) Assert.All(answers, answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
                else
                {
                    var views = new[] { await answers[0].BodyAsync<PostedEntryView>(HttpStatusCode.Created), await answers[1].BodyAsync<PostedEntryView>(HttpStatusCode.Created) };
                    Assert.Equal(views[0], views[1]);
                    numbers.Add((fund, views[0].EntryNumber));
                }

                foreach (var answer in answers) answer.Dispose();
            }

            return numbers;
        }));

        using var finance = host.Finance();
        foreach (var fund in funds)
        {
            var numbers = posted.SelectMany(n => n).Where(n => n.Item1 == fund).Select(n => n.Item2).Order().ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
            await using var db = host.Db();
            Assert.Equal(numbers.Count, await db.JournalEntries.CountAsync(e => e.FundCode == fund, TestContext.Current.CancellationToken));
        }

        Assert.True((await finance.ReadAsync<VerificationView>("/api/ledger/journal/verification")).Intact);
    }

    [Fact]
    public async Task In_bulk_all_stand_or_none_where_that_is_asked()
    {
        var fund = await host.AddAgreedFundAsync();
        using var program = host.Officer("finance-system");
        var wrong = Entry() with { Lines = [new("payables", 100), new("receipts", CreditPence: 100)] };
        PostEntryRequest[] items = [Entry(), Entry() with { Lines = [new("receipts", 99), new("other-income", CreditPence: 99)] }, wrong, Entry()];

        using var refused = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, items));
        Assert.Equal("journal.overdrawn", await refused.CodeAsync());
        Assert.Contains("Item 2", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, (await host.PositionAsync(fund)).SpentPence);

        var key = Guid.NewGuid().ToString();
        using var some = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: false, items), key);
        using var again = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: false, items), key);
        var view = await some.BodyAsync<PostedEntriesView>(HttpStatusCode.OK);
        Assert.Equal((3, 1), (view.Posted, view.Refused));
        Assert.Equal([1, 2, null, 3], view.Items.Select(item => item.EntryNumber));
        Assert.Equal([null, null, "journal.overdrawn", null], view.Items.Select(item => item.Code));
        Assert.Equal(await some.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(200, (await host.PositionAsync(fund)).SpentPence);

        using var all = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, [Entry(1), Entry(2)]));
        Assert.Equal([4, 5], (await all.BodyAsync<PostedEntriesView>(HttpStatusCode.OK)).Items.Select(item => item.EntryNumber));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_small_entries_are_no_way_round_the_limit(bool atomic)
    {
        var fund = await host.AddAgreedFundAsync();
        using var program = host.Officer("finance-system");

        using var above = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(atomic, [Entry(50_000), Entry(50_001)]));
        using var within = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(atomic, [Entry(50_000), Entry(50_000)]));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "entry.above-limit"), (above.StatusCode, await above.CodeAsync()));
        Assert.Equal(2, (await within.BodyAsync<PostedEntriesView>(HttpStatusCode.OK)).Posted);
        Assert.Equal(100_000, (await host.PositionAsync(fund)).SpentPence);
    }

    [Fact]
    public async Task A_registered_program_has_the_limit_that_the_partners_agreed_for_programs_and_a_person_has_not()
    {
        var fund = await host.AddAgreedFundAsync(A.Agreement() with
        {
            Terms = A.Terms() with { Limits = new(100_000, 0, ProgramRequestPence: 5_000_000) },
        });
        using var person = host.Officer("officer");
        using var program = host.Program(Roles.FinanceOfficer, "ledger.write", A.Council);
        PostEntryRequest[] items = [Entry(3_000_000), Entry(2_000_000)];

        using var byPerson = await person.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, items));
        using var tooMuch = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, [.. items, Entry(1)]));
        using var posted = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, items));

        Assert.Equal(("entry.above-limit", "entry.above-limit"), (await byPerson.CodeAsync(), await tooMuch.CodeAsync()));
        Assert.Equal(2, (await posted.BodyAsync<PostedEntriesView>(HttpStatusCode.OK)).Posted);
        Assert.Equal(5_000_000, (await host.PositionAsync(fund)).SpentPence);
    }

    [Fact]
    public async Task Who_may_not_post_is_told_so_without_a_place_in_the_queue()
    {
        var fund = await host.AddAgreedFundAsync();
        using var stranger = host.Officer("stranger", A.Trust);
        await using var db = host.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // Whatever is in the queue for this fund waits for its journal until the end of the test.
        await db.Database.ExecuteSqlAsync($"SELECT FROM journal_heads WHERE fund_code = {fund} FOR UPDATE", TestContext.Current.CancellationToken);

        using var one = await stranger.SendAsync(Journal(fund), Entry());
        using var many = await stranger.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, [Entry(), Entry()]));

        Assert.Equal(("fund.not-the-host", "fund.not-the-host"), (await one.CodeAsync(), await many.CodeAsync()));
    }

    [Fact]
    public async Task Ten_thousand_are_posted_at_once_and_one_more_is_refused()
    {
        var fund = await host.AddAgreedFundAsync(A.Agreement() with { Terms = A.Terms() with { Limits = new(100_000_000, 0) } });
        using var program = host.Officer("finance-system");
        PostEntryRequest[] items = [.. Enumerable.Range(1, PostEntriesRequest.ItemsMax).Select(n => Entry(n))];

        using var posted = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, items));
        using var tooMany = await program.SendAsync($"{Journal(fund)}/bulk", new PostEntriesRequest(Atomic: true, [.. items, Entry()]));

        Assert.Equal(PostEntriesRequest.ItemsMax, (await posted.BodyAsync<PostedEntriesView>(HttpStatusCode.OK)).Posted);
        Assert.Equal("request.invalid", await tooMany.CodeAsync());
        Assert.Equal(items.Sum(item => item.Lines[0].DebitPence), (await host.PositionAsync(fund)).SpentPence);
    }
}
