using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Index;

/// <summary>Two replicas of one directory: each has an index of its own, and nothing tells one what the other has written.</summary>
public sealed class SearchIndexTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SearchIndex One => directory.Host.Services.GetRequiredService<SearchIndex>();

    private NpgsqlDataSource Database => directory.Host.Services.GetRequiredService<NpgsqlDataSource>();

    [Fact]
    public async Task A_service_is_in_every_replicas_index_as_soon_as_it_has_been_saved()
    {
        var other = OtherReplica();
        await other.CurrentAsync([], Cancelled);
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite));

        foreach (var index in new[] { One, other })
        {
            var view = await index.CurrentAsync(["ulcers", "the"], Cancelled);

            Assert.Equal("Leg ulcer clinic", NameIn(view, id));
            Assert.Equal(("ulcer", null), (view.Stems["ulcers"], view.Stems["the"]));
        }
    }

    [Fact]
    public async Task Whatever_had_been_saved_when_a_search_began_is_in_its_answer_however_many_write_and_search()
    {
        var other = OtherReplica();
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => directory.PutServiceAsync(A.Service(directory.Provider))));
        var saved = new int[ids.Length];
        using var writing = new CancellationTokenSource();
        var writers = ids.Select((id, n) => Task.Run(async () =>
        {
            for (var version = 1; version <= 40; version++)
            {
                await ExecuteAsync($"update care_services set name = '{version}' where id = '{id}'");
                Volatile.Write(ref saved[n], version);
            }
        })).ToList();
        var searchers = new[] { One, other, One, other }.Select(index => Task.Run(async () =>
        {
            var searches = 0;
            while (!writing.IsCancellationRequested)
            {
                var before = saved.Select((_, n) => Volatile.Read(ref saved[n])).ToArray();
                var view = await index.CurrentAsync([], Cancelled);
                searches++;
                for (var n = 0; n < ids.Length; n++)
                    Assert.True((int.TryParse(NameIn(view, ids[n]), out var seen) ? seen : 0) >= before[n], $"A search missed version {before[n]}.");
            }

            return searches;
        })).ToList();

        await Task.WhenAll(writers);
        await writing.CancelAsync();

        Assert.All(await Task.WhenAll(searchers), searches => Assert.True(searches > 0));
        Assert.All(ids, id => Assert.Equal("40", NameIn(One.CurrentAsync([], Cancelled).Result, id)));
    }

    [Fact]
    public async Task A_long_transaction_is_seen_when_it_commits_though_later_ones_were_seen_before()
    {
        var (early, late) = (await directory.PutServiceAsync(A.Service(directory.Provider)), await directory.PutServiceAsync(A.Service(directory.Provider)));
        await using var connection = await Database.OpenConnectionAsync(Cancelled);
        await using var transaction = await connection.BeginTransactionAsync(Cancelled);
        await using (var command = new NpgsqlCommand($"update care_services set name = 'Early' where id = '{early}'", connection, transaction))
            await command.ExecuteNonQueryAsync(Cancelled);
        for (var i = 0; i < 5; i++)
        {
            await ExecuteAsync($"update care_services set name = 'Late {i}' where id = '{late}'");
            var view = await One.CurrentAsync([], Cancelled);
            Assert.Equal(("Leg ulcer clinic", $"Late {i}"), (NameIn(view, early), NameIn(view, late)));
        }

        await transaction.CommitAsync(Cancelled);

        Assert.Equal("Early", NameIn(await One.CurrentAsync([], Cancelled), early));
    }

    [Fact]
    public async Task What_was_rolled_back_was_never_there()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        await using (var connection = await Database.OpenConnectionAsync(Cancelled))
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancelled);
            await using var command = new NpgsqlCommand($"update care_services set name = 'Never' where id = '{id}'", connection, transaction);
            await command.ExecuteNonQueryAsync(Cancelled);
            await One.CurrentAsync([], Cancelled);
            await transaction.RollbackAsync(Cancelled);
        }

        Assert.Equal("Leg ulcer clinic", NameIn(await One.CurrentAsync([], Cancelled), id));
    }

    [Fact]
    public async Task A_service_that_is_gone_is_gone_from_the_index()
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync($"""
            insert into care_services (id, name, description, category, provider_id, delivery, keywords, bookable, status, is_restricted, is_demonstration,
              digital_first, needs_care_act_eligibility, interpreting, version, changed_at)
            select '{id}', 'Passing', '', category, provider_id, delivery, keywords, bookable, status, false, true, false, false, false, 1, now()
            from care_services where id = '{await directory.PutServiceAsync(A.Service(directory.Provider))}'
            """);
        Assert.Equal("Passing", NameIn(await One.CurrentAsync([], Cancelled), id));

        await ExecuteAsync($"delete from care_services where id = '{id}'");

        Assert.Null(NameIn(await One.CurrentAsync([], Cancelled), id));
    }

    [Theory]
    [InlineData("update organisations set name = 'Renamed' where id = '{0}'")]
    [InlineData("update sites set postcode = 'TE9 9ZZ' where id = '{1}'")]
    [InlineData("update sites set accessibility = '{{StepFree}}' where id = '{1}'")]
    [InlineData("insert into service_neighbourhoods values ('{2}', 'east')")]
    [InlineData("delete from service_sites where service_id = '{2}'")]
    [InlineData("insert into service_practices values ('{2}', '{0}')")]
    [InlineData("update care_services set is_restricted = true where id = '{2}'")]
    [InlineData("update care_services set alert = 'Moving' where id = '{2}'")]
    [InlineData("insert into service_availability (service_id, exhausted, version, said_at) values ('{2}', true, 1, now())")]
    public async Task Every_change_of_what_a_search_shows_is_stamped(string change)
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.WestSite));
        var seen = (await new IndexReader(Database).ReadNewsAsync(SnapshotSeen.Nothing, [], Cancelled)).Seen;

        await ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, directory.Provider, directory.WestSite, id));

        Assert.Contains(id, (await new IndexReader(Database).ReadNewsAsync(seen, [], Cancelled)).Services);
    }

    [Fact]
    public async Task Nothing_is_told_twice_and_a_change_of_the_place_is_told_apart()
    {
        var reader = new IndexReader(Database);
        await directory.PutServiceAsync(A.Service(directory.Provider));
        var seen = (await reader.ReadNewsAsync(SnapshotSeen.Nothing, [], Cancelled)).Seen;
        Assert.Empty((await reader.ReadNewsAsync(seen, [], Cancelled)).Services);

        await ExecuteAsync("update postcodes set latitude = latitude where postcode = 'TE9 9ZZ'");

        var news = await reader.ReadNewsAsync(seen, [], Cancelled);
        Assert.Equal((true, false, 0), (news.PlaceChanged, news.SynonymsChanged, news.Services.Length));
    }

    [Fact]
    public async Task Stamps_that_came_with_a_backup_of_another_cluster_are_no_news()
    {
        var reader = new IndexReader(Database);
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var seen = (await reader.ReadNewsAsync(SnapshotSeen.Nothing, [], Cancelled)).Seen;

        await ExecuteAsync($"""
            insert into search_stamps (changed_in, service_id) values ('{ulong.MaxValue / 2}', '{id}');
            insert into search_place_stamps (changed_in) values ('{ulong.MaxValue / 2}');
            """);

        var news = await reader.ReadNewsAsync(seen, [], Cancelled);
        Assert.Equal((0, false), (news.Services.Length, news.PlaceChanged));
    }

    [Fact]
    public async Task A_phrase_is_looked_for_in_its_candidates_alone()
    {
        var (one, other) = (await directory.PutServiceAsync(A.Service(directory.Provider)), await directory.PutServiceAsync(A.Service(directory.Provider)));

        Assert.Equal([one], await new IndexReader(Database).ReadPhraseHoldersAsync("leg ulcer", [one], Cancelled));
        Assert.Empty(await new IndexReader(Database).ReadPhraseHoldersAsync("ulcer leg", [one, other], Cancelled));
    }

    [Fact]
    public async Task The_service_is_ready_once_its_index_is_loaded()
    {
        var fresh = OtherReplica();
        Assert.False(fresh.IsLoaded);
        await fresh.CurrentAsync([], Cancelled);
        Assert.True(fresh.IsLoaded);

        await Eventually.Async(async () =>
            (await directory.Host.Anonymous().GetStringAsync(new Uri("/health", UriKind.Relative), Cancelled)).Contains("\"search-index\",\"status\":\"healthy\"", StringComparison.Ordinal));
    }

    private static string? NameIn(IndexView view, Guid id) => (
        from live in view.Services.Segments
        let document = Array.IndexOf(live.Segment.Ids, id)
        where document >= 0 && Bits.Has(live.Live, document)
        select live.Segment.Names[document]).SingleOrDefault();

    private SearchIndex OtherReplica() => new(new IndexReader(Database), TimeProvider.System);

    private async Task ExecuteAsync(string statement)
    {
        await using var command = Database.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
