using IntegratedCare.Contracts.Directory;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class ImportRemovalTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private const string Heading = "external_id,name,category,provider,delivery,telephone,bookable";

    private readonly ImportCalls calls = new(directory.Editor);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

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

    [Theory]
    [InlineData("k-2", "row.key-twice")]
    [InlineData("\"k-1\"x", "row.stray-quotes")]
    [InlineData("one too many,k-1", "row.cells-mismatch")]
    public async Task Nothing_is_closed_unconfirmed_while_what_a_row_says_of_its_service_cannot_be_trusted(string key, string code)
    {
        string Row(string key) => $"{key},Going {key},earlyHelp,{directory.Provider},online,,no";
        var query = $"format=csv&dryRun=false&source=doubtful-{code[4..]}";
        var keys = Enumerable.Range(1, 10).Select(n => $"k-{n}").ToList();
        await calls.ImportCsvAsync(string.Join('\n', keys.Select(Row).Prepend(Heading)), query);

        var import = await calls.ImportCsvAsync(string.Join('\n', keys.Skip(1).Append(key).Select(Row).Prepend(Heading)), $"{query}&removals=close");

        Assert.Equal(("ready 0 0 1 9 1", "import.removals-unconfirmed"), (ImportCalls.Counts(import), import.Member("refusal")));
        Assert.Equal([code], (await calls.FindingsAsync(import)).Select(finding => finding.Split(' ')[2]));
    }
}
