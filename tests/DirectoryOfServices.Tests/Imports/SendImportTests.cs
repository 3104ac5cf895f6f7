using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
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
