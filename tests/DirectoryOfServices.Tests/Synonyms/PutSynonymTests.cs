using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.Synonyms;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Synonyms;

public sealed class PutSynonymTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_synonym_is_put_read_and_found_by_a_part_of_what_it_says()
    {
        var (id, word) = (Guid.CreateVersion7(), Word());

        using var put = await PutAsync(directory.Editor, id, Lonely($"feeling {word}").With("bothWays", true).With("note", "said at the desk"));
        Assert.Equal("added", (await DirectoryHost.ReadAsync(put)).GetProperty("outcome").GetString());

        var read = await directory.GetAsync($"synonyms/{id}");
        Assert.Equal($"feeling {word}", read.GetProperty("phrase").GetString());
        Assert.Equal(["Befriending", "social isolation"], read.GetProperty("meanings").EnumerateArray().Select(m => m.GetString()));
        Assert.True(read.GetProperty("bothWays").GetBoolean());
        Assert.Equal(Roles.DirectoryEditor, read.GetProperty("changedByRole").GetString());
        Assert.Equal("council", read.GetProperty("changedByOrganisation").GetString());
        Assert.Equal(directory.Clock.Now, read.GetProperty("changedAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, (await directory.GetAsync($"synonyms?search={word.ToUpperInvariant()}")).GetProperty("total").GetInt32());
        Assert.Contains((await directory.GetAsync("synonyms?search=BEFRIEND&pageSize=200")).GetProperty("items").EnumerateArray(),
            s => s.GetProperty("id").GetGuid() == id);
        Assert.Equal(0, (await directory.GetAsync("synonyms?search=100%25_of")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_load_can_be_repeated_and_writes_nothing_the_second_time()
    {
        var (id, synonym) = (Guid.CreateVersion7(), Lonely(Word()));
        Assert.Equal("added", await directory.PutAsync($"synonyms/{id}", synonym));
        var first = await StampAsync(id);

        Assert.Equal("unchanged", await directory.PutAsync($"synonyms/{id}", synonym));

        Assert.Equal(first, await StampAsync(id));
        Assert.Equal(1, await AuditedAsync(id, "synonym.put"));
        Assert.Equal("changed", await directory.PutAsync($"synonyms/{id}", synonym.With("note", "another")));
        Assert.True(await StampAsync(id) > first);
        Assert.Equal(2, await AuditedAsync(id, "synonym.put"));
    }

    [Fact]
    public async Task An_editor_edits_and_removes_only_what_they_have_read()
    {
        var (id, synonym) = (Guid.CreateVersion7(), Lonely(Word()));
        using var added = await PutAsync(directory.Editor, id, synonym);
        using var blind = await PutAsync(directory.Editor, id, synonym.With("note", "1"));
        await Problem.AssertAsync(blind, 428, "request.if-match-missing");
        using var first = await PutAsync(directory.Editor, id, synonym.With("note", "2"), added.Headers.ETag);
        Assert.Equal("\"2\"", first.Headers.ETag?.Tag);
        using var stale = await PutAsync(directory.Editor, id, synonym.With("note", "3"), added.Headers.ETag);
        await Problem.AssertAsync(stale, 412, "request.stale");
        using var staleRemoval = await RemoveAsync(directory.Editor, id, added.Headers.ETag);
        await Problem.AssertAsync(staleRemoval, 412, "request.stale");

        using var removed = await RemoveAsync(directory.Editor, id, first.Headers.ETag);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var gone = await directory.Gp.GetAsync(new Uri($"/api/directory/synonyms/{id}", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(gone, 404, "synonym.unknown");
        using var again = await RemoveAsync(directory.Editor, id, first.Headers.ETag);
        await Problem.AssertAsync(again, 404, "synonym.unknown");
        Assert.Equal(1, await AuditedAsync(id, "synonym.remove"));
    }

    [Fact]
    public async Task A_removal_leaves_a_stamped_row_and_is_undone_by_sending_the_synonym_again()
    {
        var (id, synonym) = (Guid.CreateVersion7(), Lonely(Word()));
        using var added = await PutAsync(directory.Editor, id, synonym);
        var stamp = await StampAsync(id);
        using var removed = await RemoveAsync(directory.Editor, id, added.Headers.ETag);
        Assert.True(await StampAsync(id) > stamp);

        using var undone = await PutAsync(directory.Editor, id, synonym);

        Assert.Equal("added", (await DirectoryHost.ReadAsync(undone)).GetProperty("outcome").GetString());
        Assert.Equal("\"3\"", undone.Headers.ETag?.Tag);
        Assert.Equal(3, (await directory.GetAsync($"synonyms/{id}")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_phrase_has_one_synonym_and_is_free_again_once_that_is_removed()
    {
        var (first, word) = (Guid.CreateVersion7(), Word());
        using var added = await PutAsync(directory.Editor, first, Lonely(word));
        using var taken = await PutAsync(directory.Editor, Guid.CreateVersion7(), Lonely(word.ToUpperInvariant() + "!"));
        await Problem.AssertAsync(taken, 409, "synonym.phrase-taken");
        using var removed = await RemoveAsync(directory.Editor, first, added.Headers.ETag);

        using var second = await PutAsync(directory.Editor, Guid.CreateVersion7(), Lonely(word));
        using var undone = await PutAsync(directory.Editor, first, Lonely(word));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await Problem.AssertAsync(undone, 409, "synonym.phrase-taken");
    }

    [Fact]
    public async Task Of_many_who_enter_one_phrase_at_once_one_succeeds()
    {
        var word = Word();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(directory.Loader, Guid.CreateVersion7(), Lonely(word))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("nca")]
    [InlineData(null)]
    public async Task What_words_mean_is_said_by_those_who_keep_the_whole_directory(string? organisation)
    {
        using var editor = directory.Host.Client(Roles.DirectoryEditor, organisation);
        var id = Guid.CreateVersion7();

        using var put = await PutAsync(editor, id, Lonely(Word()));
        using var removed = await RemoveAsync(editor, id, null);

        await Problem.AssertAsync(put, 403, "directory.curators-only");
        await Problem.AssertAsync(removed, 403, "directory.curators-only");
        await using var db = directory.Host.Db();
        Assert.False(await db.Synonyms.AnyAsync(s => s.Id == new SynonymId(id), Cancelled));
    }

    [Theory]
    [InlineData("""{"phrase":"a","meanings":[]}""", 400, "request.invalid")]
    [InlineData("""{"phrase":"a","meanings":null}""", 400, "request.invalid")]
    [InlineData("""{"phrase":"a","meanings":[null]}""", 400, "request.invalid")]
    [InlineData("""{"phrase":"","meanings":["b"]}""", 400, "request.invalid")]
    [InlineData("""{"phrase":"a","meanings":["1","2","3","4","5","6","7","8","9","10","11"]}""", 400, "request.invalid")]
    [InlineData("""{"phrase":"a","meanings":["b"],"weight":2}""", 400, "request.invalid")]
    [InlineData("""{"phrase":"a\u0000b","meanings":["b"]}""", 400, "request.invalid")]
    [InlineData("""{"phrase":"a b c d e","meanings":["b"]}""", 422, "synonym.phrase-words")]
    [InlineData("""{"phrase":"a","meanings":["A."]}""", 422, "synonym.means-itself")]
    public async Task What_makes_no_sense_is_refused_and_leaves_nothing(string body, int status, string code)
    {
        var id = Guid.CreateVersion7();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await directory.Editor.PutAsync(new Uri($"/api/directory/synonyms/{id}", UriKind.Relative), content, Cancelled);

        await Problem.AssertAsync(answer, status, code);
        await using var db = directory.Host.Db();
        Assert.False(await db.Synonyms.AnyAsync(s => s.Id == new SynonymId(id), Cancelled));
    }

    [Fact]
    public async Task A_place_has_two_thousand_synonyms_at_most()
    {
        await using var db = directory.Host.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
        var standing = await db.Synonyms.CountAsync(s => s.RemovedAt == null, Cancelled);
        await db.Database.ExecuteSqlAsync($"""
            insert into synonyms (id, phrase, key, meanings, both_ways, version, changed_at, changed_by)
            select gen_random_uuid(), 'filler ' || n, 'filler ' || n, array['x'], false, 1, now(), 'test'
            from generate_series({standing + 1}, {Synonym.PlaceMax}) n
            """, Cancelled);
        await transaction.CommitAsync(Cancelled);
        try
        {
            using var answer = await PutAsync(directory.Editor, Guid.CreateVersion7(), Lonely(Word()));

            await Problem.AssertAsync(answer, 409, "synonym.too-many");
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"delete from synonyms where changed_by = 'test'", Cancelled);
        }
    }

    private static JsonObject Lonely(string phrase) => new()
    {
        ["phrase"] = phrase, ["meanings"] = new JsonArray("Befriending", "social isolation"),
    };

    private static string Word() => $"w{Guid.NewGuid():N}"[..12];

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, Guid id, JsonObject synonym, EntityTagHeaderValue? read = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/directory/synonyms/{id}") { Content = JsonContent.Create(synonym) };
        if (read is not null) request.Headers.IfMatch.Add(read);
        return await client.SendAsync(request, Cancelled);
    }

    private static async Task<HttpResponseMessage> RemoveAsync(HttpClient client, Guid id, EntityTagHeaderValue? read)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/directory/synonyms/{id}");
        if (read is not null) request.Headers.IfMatch.Add(read);
        return await client.SendAsync(request, Cancelled);
    }

    private async Task<ulong> StampAsync(Guid id)
    {
        await using var db = directory.Host.Db();
        return await db.Synonyms.Where(s => s.Id == new SynonymId(id)).Select(s => EF.Property<ulong>(s, "ChangedIn")).SingleAsync(Cancelled);
    }

    private async Task<int> AuditedAsync(Guid id, string action)
    {
        await using var db = directory.Host.Db();
        return await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from access_records where action = {action} and record_id = {id.ToString()}").SingleAsync(Cancelled);
    }
}
