using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.UnmetNeed;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegratedCare.DirectoryOfServices.Tests.UnmetNeed;

public sealed class ReadUnmetNeedTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DateOnly Today => LondonTime.DateOf(directory.Clock.Now);

    [Fact]
    public async Task A_search_that_finds_nothing_is_counted_without_a_trace_of_who_asked_or_for_whom()
    {
        await directory.PutServiceAsync(A.Service(directory.Provider));
        var path = "services?search=zxqvw%20leg%20943%20476%205919&category=dayCase&postcode=TE1%201AA&ageYears=83&delivery=home";

        Assert.Equal(0, (await directory.GetAsync(path)).GetProperty("total").GetInt32());

        await Eventually.Passes(async () =>
        {
            await using var db = directory.Host.Db();
            var kept = await db.UnmetSearches.SingleAsync(s => s.Words == "zxqvw leg", Cancelled);
            Assert.Equal(
                (Today, "dayCase", "", "east", "home", "80+", 1, 1),
                (kept.Day, kept.Category, kept.Need, kept.Neighbourhood, kept.Delivery, kept.AgeBand, kept.Searches, kept.Askers));
        });
    }

    [Fact]
    public async Task A_search_that_finds_something_is_not_kept()
    {
        await directory.PutServiceAsync(A.Service(directory.Provider).With("name", "Findable quilting"));

        Assert.Equal(1, (await directory.GetAsync("services?search=findable%20quilting")).GetProperty("total").GetInt32());
        // Nor is what somebody looks for among closed entries.
        Assert.Equal(0, (await directory.GetAsync("services?search=gate%20of%20nothing&status=closed")).GetProperty("total").GetInt32());
        await directory.GetAsync("services?search=fence%20of%20nothing&category=dayCase");

        await Eventually.Async(async () => await CountAsync("fence of nothing") == 1);
        Assert.Equal(0, await CountAsync("findable quilting"));
        Assert.Equal(0, await CountAsync("gate of nothing"));
    }

    [Fact]
    public async Task Rare_words_are_shown_only_where_the_directory_knows_them()
    {
        await directory.PutServiceAsync(A.Service(directory.Provider).With("name", "Ulcers of the leg"));
        await directory.PutAsync($"synonyms/{Guid.CreateVersion7()}", new JsonObject
        {
            ["phrase"] = "feeling lonely", ["meanings"] = new JsonArray("befriending"),
        });
        var day = new DateOnly(2026, 2, 1);
        await EnterAsync(day, "lonely", 1, 1);
        await EnterAsync(day, "ashworth leg ulcer", 40, 4);
        await EnterAsync(day, "leg ulcer", 2, 1, "east");
        await EnterAsync(day, "unmistakable name", 90, 4);
        await EnterAsync(day, "hypnotherapy", 9, 3, "east");
        await EnterAsync(day, "hypnotherapy", 3, 2, "west");
        // One person who asks each day is nobody else than themselves.
        for (var n = 0; n < 2; n++) await EnterAsync(day.AddDays(n), "another name", 3, 4);
        await EnterAsync(day, "", 7, 0);

        var report = await directory.GetAsync("unmet-need?from=2026-02-01&to=2026-02-02", directory.Editor);

        Assert.Equal(
            [("leg ulcer", 42), ("hypnotherapy", 12), ("lonely", 1)],
            report.GetProperty("words").EnumerateArray().Select(w => (w.GetProperty("words").GetString(), w.GetProperty("searches").GetInt32())));
        Assert.DoesNotContain("ashworth", report.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("unmistakable", report.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((158, 96, 7), (report.GetProperty("searches").GetInt32(), report.GetProperty("notShown").GetInt32(),
            report.GetProperty("withoutWords").GetInt32()));
        Assert.Equal("Ulcers of the leg", report.GetProperty("words")[0].GetProperty("nearest")[0].GetProperty("name").GetString());
        Assert.Equal([("east", 9)], Shares(report.GetProperty("words")[1].GetProperty("neighbourhoods")));
        Assert.Equal([("east", 11)], Shares(report.GetProperty("neighbourhoods")));
    }

    [Fact]
    public async Task The_words_come_as_a_table_in_which_nothing_acts_as_a_formula()
    {
        await directory.PutServiceAsync(A.Service(directory.Provider).With("name", "=HYPERLINK(\"x\"), formula clinic"));
        await EnterAsync(new(2026, 3, 1), "formula", 6, 6, "east");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/directory/unmet-need?from=2026-03-01&to=2026-03-01");
        request.Headers.Accept.ParseAdd("text/csv");

        using var answer = await directory.Editor.SendAsync(request, Cancelled);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Cancelled)).Split("\r\n");
        Assert.Equal("from,to,words,searches,neighbourhoods,nearest", lines[0]);
        Assert.Equal("2026-03-01,2026-03-01,formula,6,east 6,\"'=HYPERLINK(\"\"x\"\"), formula clinic\"", lines[1]);
        Assert.Equal("2026-03-01,2026-03-01,(words not shown),0,,", lines[2]);
    }

    [Theory]
    [InlineData("?from=2026-02-02&to=2026-02-01", 422, "unmet-need.range-invalid")]
    [InlineData("?from=2024-01-01&to=2026-02-01", 422, "unmet-need.range-invalid")]
    [InlineData("?to=0001-01-01", 422, "unmet-need.range-invalid")]
    [InlineData("?to=9999-12-31", 422, "unmet-need.range-invalid")]
    [InlineData("?from=yesterday", 400, "request.invalid")]
    public async Task A_range_that_makes_no_sense_is_refused(string query, int status, string code)
    {
        using var answer = await directory.Editor.GetAsync(new Uri($"/api/directory/unmet-need{query}", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, status, code);
    }

    [Theory]
    [InlineData(Roles.DirectoryEditor, "council", 200)]
    [InlineData(Roles.Analyst, "council", 200)]
    [InlineData(Roles.BoardMember, "nca", 200)]
    [InlineData(Roles.DirectoryEditor, "nca", 403)]
    [InlineData(Roles.Gp, "practice", 403)]
    [InlineData(Roles.PlaceLoader, null, 403)]
    public async Task Those_who_plan_the_place_read_it(string role, string? organisation, int status)
    {
        using var client = directory.Host.Client(role, organisation);

        using var answer = await client.GetAsync(new Uri("/api/directory/unmet-need", UriKind.Relative), Cancelled);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Rare_words_are_forgotten_after_weeks_and_counts_after_a_year()
    {
        await directory.PutServiceAsync(A.Service(directory.Provider));
        var (old, older, ancient) = (Today.AddDays(-29), Today.AddDays(-60), Today.AddDays(-401));
        await EnterAsync(old, "oldham ashworth wound", 3, 3);
        await EnterAsync(old, "wound", 2, 1);
        await EnterAsync(older, "often said", 9, 5);
        await EnterAsync(Today, "recent ashworth", 1, 1);
        await EnterAsync(ancient, "wound", 50, 50);
        var sweeper = directory.Host.Services.GetRequiredService<UnmetNeedSweeper>();

        await Task.WhenAll(sweeper.SweepAsync(Cancelled), sweeper.SweepAsync(Cancelled));
        await sweeper.SweepAsync(Cancelled);

        await using var db = directory.Host.Db();
        Assert.Equal(0, await db.UnmetSearches.CountAsync(s => s.Words.Contains("oldham"), Cancelled));
        Assert.Equal(5, await db.UnmetSearches.Where(s => s.Words == "wound").SumAsync(s => s.Searches, Cancelled));
        Assert.Equal(9, await CountAsync("often said"));
        Assert.Equal(1, await CountAsync("recent ashworth"));
    }

    [Fact]
    public async Task A_day_of_too_many_words_is_counted_without_them()
    {
        var day = new DateOnly(2026, 4, 1);
        await using var db = directory.Host.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into unmet_searches select {day}, 'filler ' || n, '', '', '', '', '', 1, 1
             from generate_series(1, {UnmetNeedBook.KindsPerDayMax}) n
             """, Cancelled);

        await EnterAsync(day, "filler 7", 1, 1);
        await EnterAsync(day, "another", 1, 1);
        await EnterAsync(day, "filler 8", 1, 1, need: "never heard of");

        Assert.Equal(2, await CountAsync("filler 7"));
        Assert.Equal(0, await CountAsync("another"));
        Assert.Equal(1, await CountAsync("filler 8"));
        Assert.Equal(2, await db.UnmetSearches.Where(s => s.Day == day && s.Words == "" && s.Need == "").SumAsync(s => s.Searches, Cancelled));
    }

    [Fact]
    public async Task Replicas_that_write_at_once_and_a_process_that_stops_lose_nothing()
    {
        var tallies = Enumerable.Range(0, 4).Select(_ => new UnmetNeedTally(TimeProvider.System)).ToList();
        var writers = tallies.ConvertAll(tally => new UnmetNeedWriter(
            tally, directory.Host.Services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLogger<UnmetNeedWriter>.Instance));
        foreach (var writer in writers) await writer.StartAsync(Cancelled);

        await Task.WhenAll(tallies.Select((tally, replica) => Task.Run(
            () =>
            {
                for (var n = 0; n < 500; n++) tally.Add($"stopped {(char)('a' + (n % 20))}{(char)('a' + (n % 20))}", null, null, null, null, null, $"gp-{replica / 2}");
            }, Cancelled)));
        await Task.WhenAll(writers.Select(w => w.StopAsync(Cancelled)));

        await using var db = directory.Host.Db();
        var kept = await db.UnmetSearches.Where(s => s.Words.StartsWith("stopped")).ToListAsync(Cancelled);
        // Two people, each on two replicas.
        Assert.Equal((2_000, 40), (kept.Sum(s => s.Searches), kept.Sum(s => s.Askers)));
        foreach (var writer in writers) writer.Dispose();
    }

    [Fact]
    public async Task Whoever_asks_at_several_replicas_is_one_asker_of_the_day_and_another_the_day_after()
    {
        var day = new DateOnly(2026, 5, 1);
        UnmetSearch Search(DateOnly on, string neighbourhood) => new(on, "counted once", "", "", neighbourhood, "", "");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(replica =>
            EnterAsync(Search(day, replica % 2 == 0 ? "east" : "west"), 10, ["gp-1", "gp-2", $"gp-of-{replica}"], today: day)));
        await EnterAsync(Search(day, "east"), 1, ["gp-1"], today: day.AddDays(1));
        await EnterAsync(Search(day.AddDays(1), "east"), 1, ["gp-1"], today: day.AddDays(1));

        await using var db = directory.Host.Db();
        var kept = await db.UnmetSearches.Where(s => s.Words == "counted once").ToListAsync(Cancelled);
        Assert.Equal((81, 10), (kept.Where(s => s.Day == day).Sum(s => s.Searches), kept.Where(s => s.Day == day).Sum(s => s.Askers)));
        Assert.Equal(1, kept.Single(s => s.Day == day.AddDays(1)).Askers);
    }

    [Fact]
    public async Task Who_asked_is_kept_as_hashes_that_nobody_can_join_and_forgotten_with_their_key_when_the_next_day_is_over()
    {
        var day = new DateOnly(2026, 6, 1);
        await EnterAsync(new(day, "first words", "", "", "", "", ""), 1, ["persona:gp-unmistakable"], today: day);
        await EnterAsync(new(day, "second words", "", "", "", "", ""), 1, ["persona:gp-unmistakable"], today: day);
        await using var db = directory.Host.Db();
        var rows = await db.KnownAskers.Where(a => a.Day == day).ToListAsync(Cancelled);
        Assert.Equal((2, 2), (rows.DistinctBy(r => Convert.ToHexString(r.NeedHash)).Count(), rows.DistinctBy(r => Convert.ToHexString(r.AskerHash)).Count()));
        Assert.Equal(1, await db.AskerKeys.CountAsync(k => k.Day == day, Cancelled));

        await AskerBook.ForgetAsync(db, day.AddDays(1), Cancelled);
        Assert.Equal((2, 1), (await db.KnownAskers.CountAsync(a => a.Day == day, Cancelled), await db.AskerKeys.CountAsync(k => k.Day == day, Cancelled)));
        await AskerBook.ForgetAsync(db, day.AddDays(2), Cancelled);
        Assert.Equal((0, 0), (await db.KnownAskers.CountAsync(a => a.Day == day, Cancelled), await db.AskerKeys.CountAsync(k => k.Day == day, Cancelled)));

        // What comes later than that is counted, and the person is not: they may have been counted before.
        await EnterAsync(new(day, "first words", "", "", "", "", ""), 3, ["persona:gp-unmistakable"], today: day.AddDays(2));
        var late = await db.UnmetSearches.SingleAsync(s => s.Words == "first words", Cancelled);
        Assert.Equal((4, 1, 0), (late.Searches, late.Askers, await db.AskerKeys.CountAsync(k => k.Day == day, Cancelled)));
    }

    [Fact]
    public async Task A_replica_forgets_by_itself_once_a_day()
    {
        var day = Today.AddDays(-2);
        await EnterAsync(new(day, "long ago", "", "", "", "", ""), 1, ["gp-1"], today: day);
        await EnterAsync(new(Today, "just now", "", "", "", "", ""), 1, ["gp-1"], today: Today);
        using var writer = new UnmetNeedWriter(
            new(directory.Clock), directory.Host.Services.GetRequiredService<IServiceScopeFactory>(), directory.Clock, NullLogger<UnmetNeedWriter>.Instance);

        await writer.ForgetAsync(Cancelled);

        await using var db = directory.Host.Db();
        Assert.False(await db.KnownAskers.AnyAsync(a => a.Day == day, Cancelled));
        Assert.False(await db.AskerKeys.AnyAsync(k => k.Day == day, Cancelled));
        Assert.True(await db.KnownAskers.AnyAsync(a => a.Day == Today, Cancelled));
    }

    private static IEnumerable<(string?, int)> Shares(JsonElement shares) =>
        shares.EnumerateArray().Select(s => (s.GetProperty("code").GetString(), s.GetProperty("searches").GetInt32()));

    private async Task EnterAsync(DateOnly day, string words, int searches, int askers, string neighbourhood = "", string need = "")
    {
        var people = Enumerable.Range(0, askers).Select(_ => $"gp-{Guid.NewGuid()}");
        await EnterAsync(new(day, words, "", need, neighbourhood, "", ""), searches, [.. people], today: day);
    }

    private async Task EnterAsync(UnmetSearch search, int searches, IReadOnlyList<string> people, DateOnly today)
    {
        await using var db = directory.Host.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
        await UnmetNeedBook.EnterAsync(
            db, new(new Dictionary<UnmetSearch, int> { [search] = searches }, people.ToDictionary(p => new Asking(search.Day, search.Words, p), _ => search)),
            today, Cancelled);
        await transaction.CommitAsync(Cancelled);
    }

    private async Task<int> CountAsync(string words)
    {
        await using var db = directory.Host.Db();
        return await db.UnmetSearches.Where(s => s.Words == words).SumAsync(s => s.Searches, Cancelled);
    }
}
