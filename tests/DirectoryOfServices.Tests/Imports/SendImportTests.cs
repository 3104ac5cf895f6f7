using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class SendImportTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private const string Heading = "external_id,name,category,provider,delivery,telephone,bookable";

    private readonly ImportCalls calls = new(directory.Editor);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_are_new_stand_in_the_directory_and_the_world_hears_of_each()
    {
        var import = await calls.ImportCsvAsync($"""
            {Heading}
            new-1,Chair exercise,stayingWell,{directory.Provider},inPerson,0161 496 0002,no
            new-2,"Walking, gently",stayingWell,nca,inPerson; online,,yes
            """, "format=csv&dryRun=false&source=new-rows");

        Assert.Equal("applied 2 0 0 0 0", ImportCalls.Counts(import));
        var added = await calls.RowsAsync(import.GetProperty("id").GetGuid(), "added");
        var id = added[1].GetProperty("serviceId").GetGuid();
        var service = await directory.GetAsync($"services/{id}");
        Assert.Equal("Walking, gently", service.GetProperty("name").GetString());
        Assert.Equal(["inPerson", "online"], service.GetProperty("delivery").EnumerateArray().Select(d => d.GetString()));
        var told = await directory.Host.Events.NextAsync<ServicePublished>(e => e.ServiceId == id);
        Assert.Equal((1, "Walking, gently", "Testham Care Trust", "active"), (told.Version, told.Name, told.ProviderName, told.Status));
        await using var db = directory.Host.Db();
        var change = await db.ServiceChanges.SingleAsync(c => c.ServiceId == new ServiceId(id), Cancelled);
        Assert.Equal((ServiceChangeKind.Imported, "council", null), (change.Kind, change.OrganisationCode, change.Before));
        var found = await directory.GetAsync("services?search=walking+gently");
        Assert.Contains(found.GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetGuid() == id);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_member_by_member_and_changes_nothing_until_it_is_applied()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite).With("telephone", "0161 496 0001"));
        var file = $"id,telephone,keywords\n{id},0161 496 0009,ulcer; wound\n";

        var import = await calls.ImportCsvAsync(file, "format=csv");
        var importId = import.GetProperty("id").GetGuid();

        Assert.Equal("ready 0 1 0 0 0", ImportCalls.Counts(import));
        var row = Assert.Single(await calls.RowsAsync(importId, "changed"));
        Assert.Equal(
            ["keywords [\"leg ulcer\",\"wound\",\"compression\"] [\"ulcer\",\"wound\"]", "telephone 0161 496 0001 0161 496 0009"],
            row.GetProperty("differences").EnumerateArray()
                .Select(d => $"{d.Member("member")} {d.Member("before")} {d.Member("after")}".Replace(", ", ",", StringComparison.Ordinal)).Order());
        Assert.Equal("0161 496 0001", (await directory.GetAsync($"services/{id}")).GetProperty("telephone").GetString());

        using var applied = await calls.ApplyAsync(importId);
        Assert.Equal(202, (int)applied.StatusCode);
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await calls.EndAsync(importId)));
        var service = await directory.GetAsync($"services/{id}");
        Assert.Equal("0161 496 0009", service.GetProperty("telephone").GetString());
        Assert.Equal("Leg ulcer clinic", service.GetProperty("name").GetString());    // columns that the file has not stay as they are
        var told = await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id);
        Assert.Equal(2, told.Version);
        using var again = await calls.ApplyAsync(importId);
        await Problem.AssertAsync(again, 409, "import.ended");
    }

    [Fact]
    public async Task A_report_that_no_longer_holds_is_refused_and_made_anew()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var import = (await calls.ImportCsvAsync($"id,alert\n{id},Moved.\n", "format=csv")).GetProperty("id").GetGuid();
        await directory.PutAsync($"services/{id}", A.Service(directory.Provider).With("name", "Renamed meanwhile"));

        using var refused = await calls.ApplyAsync(import);

        await Problem.AssertAsync(refused, 409, "import.out-of-date");
        Assert.Equal("ready 0 1 0 0 0", ImportCalls.Counts(await calls.EndAsync(import)));
        using var applied = await calls.ApplyAsync(import);
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await calls.EndAsync(import)));
        var service = await directory.GetAsync($"services/{id}");
        Assert.Equal(("Renamed meanwhile", "Moved."), (service.Member("name"), service.Member("alert")));
    }

    [Fact]
    public async Task Services_that_a_source_no_longer_sends_are_closed_where_that_is_asked_and_many_only_when_their_number_is_confirmed()
    {
        string File(int from, int to) => string.Join('\n', Enumerable.Range(from, to - from + 1)
            .Select(n => $"going-{n},Going {n},earlyHelp,{directory.Provider},online,,no").Prepend(Heading));
        const string query = "format=csv&dryRun=false&source=going";
        Assert.Equal("applied 10 0 0 0 0", ImportCalls.Counts(await calls.ImportCsvAsync(File(1, 10), query)));
        Assert.Equal("applied 0 0 0 9 0", ImportCalls.Counts(await calls.ImportCsvAsync(File(2, 10), query)));
        Assert.Equal("applied 0 0 1 9 0", ImportCalls.Counts(await calls.ImportCsvAsync(File(2, 10), $"{query}&removals=close")));

        var import = await calls.ImportCsvAsync(File(8, 10), $"{query}&removals=close");

        var id = import.GetProperty("id").GetGuid();
        Assert.Equal("ready 0 0 6 3 0", ImportCalls.Counts(import));
        Assert.Equal(("import.removals-unconfirmed", "9"), (import.Member("refusal"), import.Member("removable")));
        using var unconfirmed = await calls.ApplyAsync(id);
        await Problem.AssertAsync(unconfirmed, 422, "import.removals-unconfirmed");
        using var wrong = await calls.ApplyAsync(id, new { confirmedRemovals = 5 });
        await Problem.AssertAsync(wrong, 422, "import.removals-unconfirmed");
        using var confirmed = await calls.ApplyAsync(id, new { confirmedRemovals = 6 });
        Assert.Equal("applied 0 0 6 3 0", ImportCalls.Counts(await calls.EndAsync(id)));
        var closed = (await calls.RowsAsync(id, "removed"))[0].GetProperty("serviceId").GetGuid();
        Assert.Equal("closed", (await directory.GetAsync($"services/{closed}")).Member("status"));
        var told = await directory.Host.Events.NextAsync<ServiceStatusChanged>(e => e.ServiceId == closed);
        Assert.Equal((2, "closed"), (told.Version, told.Status));
    }

    [Fact]
    public async Task A_source_has_no_say_over_what_another_brought_or_editors_entered_and_repeats_itself_in_vain_over_their_edits()
    {
        var own = await directory.PutServiceAsync(A.Service(directory.Provider));
        var mine = $"{Heading}\nshared,Shared,earlyHelp,{directory.Provider},online,,no\n";
        await calls.ImportCsvAsync(mine, "format=csv&dryRun=false&source=first-come");
        var first = await calls.ImportCsvAsync(mine, "format=csv&dryRun=false&source=first-come");
        var shared = (await calls.RowsAsync(first.GetProperty("id").GetGuid(), "unchanged"))[0].GetProperty("serviceId").GetGuid();

        var others = await calls.ImportCsvAsync(
            $"id,name\n{shared},Taken over\n{own},Taken over\n", "format=csv&dryRun=false&source=late-comer");
        Assert.Equal("applied 0 0 0 0 2", ImportCalls.Counts(others));
        Assert.All(await calls.RowsAsync(others.GetProperty("id").GetGuid(), "rejected"),
            row => Assert.Equal("row.belongs-to-another-source", row.GetProperty("findings")[0].Member("code")));

        var record = A.Service(directory.Provider).With("name", "Edited here");
        Assert.Equal("changed", await directory.PutAsync($"services/{shared}", record));
        var edited = await calls.ImportCsvAsync(mine, "format=csv&dryRun=false&source=first-come");
        Assert.Equal("applied 0 0 0 0 1", ImportCalls.Counts(edited));
        var reject = Assert.Single(await calls.RowsAsync(edited.GetProperty("id").GetGuid(), "rejected"));
        Assert.Equal("row.edited-here", reject.GetProperty("findings")[0].Member("code"));
        Assert.Equal("Edited here", (await directory.GetAsync($"services/{shared}")).Member("name"));
    }

    [Fact]
    public async Task A_feed_that_says_nothing_of_assurance_or_something_older_leaves_what_was_assured_here()
    {
        string Line(string name, string more = "") => $$"""{"id":"kept","name":"{{name}}","organization_id":"{{directory.Provider}}"{{more}}}""";
        async Task<System.Text.Json.JsonElement> SendAsync(string line)
        {
            using var answer = await calls.SendAsync(System.Text.Encoding.UTF8.GetBytes(line), "application/x-ndjson",
                "format=open-referral&dryRun=false&source=assuring&category=earlyHelp");
            return await calls.EndAsync(await ImportCalls.IdOfAsync(answer));
        }

        var import = await SendAsync(Line("Kept", ",\"assured_date\":\"2025-01-02\",\"assurer_email\":\"them@feed.example\""));
        Assert.Equal("applied 1 0 0 0 0", ImportCalls.Counts(import));
        var id = (await calls.RowsAsync(import.GetProperty("id").GetGuid(), "added"))[0].GetProperty("serviceId").GetGuid();
        using var assure = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/services/{id}/assurance")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { assurerEmail = "us@council.example" }),
        };
        assure.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var assured = await directory.Editor.SendAsync(assure, Cancelled);
        var day = (await directory.GetAsync($"services/{id}")).Member("assuredOn");
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await SendAsync(Line("Kept, renamed"))));
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await SendAsync(
            Line("Kept again", ",\"assured_date\":\"2025-01-02\",\"assurer_email\":\"them@feed.example\""))));

        var service = await directory.GetAsync($"services/{id}");
        Assert.NotEqual("2025-01-02", day);
        Assert.Equal(("Kept again", day, "Testham Council", "us@council.example"),
            (service.Member("name"), service.Member("assuredOn"), service.Member("assuredBy"), service.Member("assurerEmail")));
    }

    [Fact]
    public async Task Nothing_is_closed_unconfirmed_while_a_row_does_not_say_which_service_it_is_of()
    {
        string Row(string key) => $"{key},Going {key},earlyHelp,{directory.Provider},online,,no";
        const string query = "format=csv&dryRun=false&source=keyless";
        var keys = Enumerable.Range(1, 10).Select(n => $"k-{n}").ToList();
        await calls.ImportCsvAsync(string.Join('\n', keys.Select(Row).Prepend(Heading)), query);

        keys[0] = "";
        var import = await calls.ImportCsvAsync(string.Join('\n', keys.Select(Row).Prepend(Heading)), $"{query}&removals=close");

        var id = import.GetProperty("id").GetGuid();
        Assert.Equal(("ready 0 0 1 9 1", "import.removals-unconfirmed"), (ImportCalls.Counts(import), import.Member("refusal")));
        using var unconfirmed = await calls.ApplyAsync(id);
        await Problem.AssertAsync(unconfirmed, 422, "import.removals-unconfirmed");
        using var confirmed = await calls.ApplyAsync(id, new { confirmedRemovals = 1 });
        Assert.Equal("applied 0 0 1 9 1", ImportCalls.Counts(await calls.EndAsync(id)));
    }

    [Fact]
    public async Task A_restriction_stands_through_an_import()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        await directory.Host.PublishAsync(new IntegratedCare.Contracts.Quality.ServiceRestricted(
            Guid.CreateVersion7(), id, "suspended", directory.Clock.Now));
        await Eventually.Async(async () => (await directory.GetAsync($"services/{id}")).Member("status") == "restricted");

        Assert.Equal("applied 0 0 0 1 0", ImportCalls.Counts(await calls.ImportCsvAsync($"id,status\n{id},active\n")));
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await calls.ImportCsvAsync($"id,status,alert\n{id},active,Closed for now.\n")));

        Assert.Equal("restricted", (await directory.GetAsync($"services/{id}")).Member("status"));
        var told = await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id && e.Version == 3);
        Assert.Equal("restricted", told.Status);
        Assert.DoesNotContain(directory.Host.Events.Of<ServiceStatusChanged>(), e => e.ServiceId == id && e.Version == 3);
    }

    [Theory]
    [InlineData("", "import.file-empty")]
    [InlineData("id,name\n", "import.file-empty")]
    [InlineData("id,nmae\nx,y\n", "import.column-unknown")]
    [InlineData("id,name,id\nx,y,z\n", "import.column-twice")]
    [InlineData("name,category\nx,y\n", "import.column-missing")]
    [InlineData("id,name\n1,\"never ends\n", "import.file-unreadable")]
    public async Task A_file_that_cannot_be_read_fails_with_its_reason_and_changes_nothing(string file, string code)
    {
        var import = await calls.ImportCsvAsync(file);

        Assert.Equal("failed 0 0 0 0 0", ImportCalls.Counts(import));
        Assert.Equal(code, import.Member("refusal"));
    }

    [Fact]
    public async Task A_file_in_another_encoding_than_utf_8_fails_and_one_with_a_byte_order_mark_is_read()
    {
        using var sent = await calls.SendAsync(
            System.Text.Encoding.Latin1.GetBytes("external_id,name\n1,Caf\u00e9\n"), "text/csv", "format=csv&source=latin");
        Assert.Equal("import.file-not-utf8", (await calls.EndAsync(await ImportCalls.IdOfAsync(sent))).Member("refusal"));

        using var marked = await calls.SendAsync(
            [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes($"{Heading}\r\n1,Caf\u00e9,earlyHelp,nca,online,,no\r\n")], "text/csv", "format=csv&source=latin");
        Assert.Equal("ready 1 0 0 0 0", ImportCalls.Counts(await calls.EndAsync(await ImportCalls.IdOfAsync(marked))));
    }

    [Fact]
    public async Task One_idempotency_key_sends_one_import_and_another_file_under_it_is_refused()
    {
        var file = $"{Heading}\nonce,Once,earlyHelp,nca,online,,no\n";
        using var first = await calls.SendCsvAsync(file, "format=csv&source=once", "once");
        using var second = await calls.SendCsvAsync(file, "format=csv&source=once", "once");
        using var other = await calls.SendCsvAsync($"{file}twice,Twice,earlyHelp,nca,online,,no\n", "format=csv&source=once", "once");

        Assert.Equal(await ImportCalls.IdOfAsync(first), await ImportCalls.IdOfAsync(second));
        await Problem.AssertAsync(other, 422, "idempotency.key-reused");
    }

    [Fact]
    public async Task Only_those_who_keep_the_whole_directory_send_imports_or_apply_them()
    {
        var provider = new ImportCalls(directory.Host.Client(Roles.DirectoryEditor, "nca"));
        var gp = new ImportCalls(directory.Gp);
        using var refused = await provider.SendCsvAsync("id,name\n", "format=csv");
        using var forbidden = await gp.SendCsvAsync("id,name\n", "format=csv");
        await Problem.AssertAsync(refused, 403, "directory.curators-only");
        await Problem.AssertAsync(forbidden, 403, "request.forbidden");

        var import = (await calls.ImportCsvAsync($"{Heading}\nmine,Mine,earlyHelp,nca,online,,no\n", "format=csv&source=mine")).GetProperty("id").GetGuid();
        using var applied = await provider.ApplyAsync(import);
        using var cancelled = await provider.CancelAsync(import);
        await Problem.AssertAsync(applied, 403, "directory.curators-only");
        await Problem.AssertAsync(cancelled, 403, "directory.curators-only");
        using var unread = await provider.SendAsync("id,name\n"u8.ToArray(), "application/pdf", "format=csv");
        await Problem.AssertAsync(unread, 403, "directory.curators-only");
        using var stranger = directory.Host.Client(Roles.DirectoryEditor, "nca");
        foreach (var path in new[] { "", $"/{import}", $"/{import}/rows" })
        {
            using var read = await stranger.GetAsync(new Uri($"/api/directory/imports{path}", UriKind.Relative), Cancelled);
            await Problem.AssertAsync(read, 403, "directory.curators-only");
        }

        using var done = await calls.CancelAsync(import);
        Assert.Equal(200, (int)done.StatusCode);
        using var late = await calls.ApplyAsync(import);
        await Problem.AssertAsync(late, 409, "import.ended");
    }

    [Theory]
    [InlineData("", "text/csv", 400, "request.invalid")]
    [InlineData("format=xml", "text/csv", 400, "request.invalid")]
    [InlineData("format=csv&dryRun=perhaps", "text/csv", 400, "request.invalid")]
    [InlineData("format=csv&source=Not+a+source", "text/csv", 400, "request.invalid")]
    [InlineData("format=csv&removals=burn", "text/csv", 400, "request.invalid")]
    [InlineData("format=csv&dryrun=true&colour=red", "text/csv", 400, "request.invalid")]
    [InlineData("format=csv", "application/pdf", 415, "request.unsupported-media-type")]
    public async Task An_order_that_makes_no_sense_is_refused(string query, string contentType, int status, string code)
    {
        using var answer = await calls.SendAsync("id,name\n"u8.ToArray(), contentType, query);

        await Problem.AssertAsync(answer, status, code);
    }

    [Fact]
    public async Task A_report_can_be_had_as_a_table()
    {
        var import = await calls.ImportCsvAsync($"{Heading}\n=1+1,Bad,nothing,nca,online,,no\n", "format=csv&source=table");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/directory/imports/{import.Member("id")}/rows?outcome=rejected");
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await directory.Editor.SendAsync(request, Cancelled);

        var lines = (await answer.Content.ReadAsStringAsync(Cancelled)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("row,key,name,service_id,outcome,column,code,sentence,before,after", lines[0]);
        Assert.StartsWith("1,'=1+1,Bad,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",rejected,category,row.cell-unreadable,\"It must be one of", lines[1], StringComparison.Ordinal);
    }
}
