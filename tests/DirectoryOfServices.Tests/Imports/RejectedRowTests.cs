
namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

/// <summary>Rows that would have been the end of a whole import: each is left out by itself.</summary>
public sealed class RejectedRowTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private const string Heading = "id,external_id,name,category,provider,delivery,bookable";

    private readonly ImportCalls calls = new(directory.Editor);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_external_id_is_of_one_service_in_a_file()
    {
        var (one, other, third) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        var import = await calls.ImportCsvAsync(
            File(Row($"{one}", "same"), Row($"{other}", "same"), Row("", "same"), Row($"{third}", ""), Row($"{other}", $"{third}")), Query("twice"));

        Assert.Equal("applied 2 0 0 0 3", ImportCalls.Counts(import));
        Assert.Equal(
            ["2 external_id row.external-id-twice", "3 external_id row.external-id-twice", "5  row.key-twice"], await calls.FindingsAsync(import));
    }

    [Fact]
    public async Task A_row_s_own_id_is_its_external_id_where_it_gives_none()
    {
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var import = await calls.ImportCsvAsync(File(Row($"{one}", ""), Row($"{other}", $"{one}")), Query("own"));

        Assert.Equal("applied 1 0 0 0 1", ImportCalls.Counts(import));
        Assert.Equal(["2 external_id row.external-id-twice"], await calls.FindingsAsync(import));
    }

    [Fact]
    public async Task An_external_id_that_is_of_another_service_already_is_refused_and_the_rest_comes_in()
    {
        Assert.Equal("applied 1 0 0 0 0", ImportCalls.Counts(await calls.ImportCsvAsync(File(Row("", "known")), Query("taken"))));

        var import = await calls.ImportCsvAsync(File(Row($"{Guid.CreateVersion7()}", "known"), Row("", "fresh")), Query("taken"));

        Assert.Equal("applied 1 0 0 0 1", ImportCalls.Counts(import));
        Assert.Equal(["1 external_id row.external-id-taken"], await calls.FindingsAsync(import));
    }

    [Fact]
    public async Task Of_two_reports_that_give_one_external_id_to_two_services_the_second_is_made_anew_and_rejects_it()
    {
        var reports = new List<Guid>();
        foreach (var id in new[] { Guid.CreateVersion7(), Guid.CreateVersion7() })
            reports.Add((await calls.ImportCsvAsync(File(Row($"{id}", "raced")), "format=csv&source=raced")).GetProperty("id").GetGuid());
        using var first = await calls.ApplyAsync(reports[0]);
        Assert.Equal("applied 1 0 0 0 0", ImportCalls.Counts(await calls.EndAsync(reports[0])));

        using var second = await calls.ApplyAsync(reports[1]);

        await Problem.AssertAsync(second, 409, "import.out-of-date");
        Assert.Equal("ready 0 0 0 0 1", ImportCalls.Counts(await calls.EndAsync(reports[1])));
    }

    [Fact]
    public async Task A_service_with_half_a_character_or_a_member_twice_is_left_out_by_itself()
    {
        string Record(string members) => $$$"""{"id":"{{{Guid.CreateVersion7()}}}","name":"x","directory_record":{{{{members}}}}}""";
        var good = $$"""{"id":"good","name":"Good \ud83d\ude00","organization_id":"{{directory.Provider}}"}""";
        var import = await calls.ImportOpenAsync(
            $$"""
            {"id":"half","name":"Broken \ud83d","organization_id":"{{directory.Provider}}"}
            {{Record("\"name\":\"Broken \\ud83d\",\"category\":\"earlyHelp\"")}}
            {{Record("\"name\":\"One\",\"name\":\"Other\"")}}
            {{Record("\"name\":\"One\",\"contacts\":[{\"name\":\"a\",\"name\":\"b\"}]")}}
            {{Record("\"name\":\"N\\u0000l\"")}}
            {{Record("\"n\\ud83dme\":\"One\"")}}
            {{good}}
            """, "halves");

        Assert.Equal("applied 1 0 0 0 6", ImportCalls.Counts(import));
        Assert.Equal(
            ["1  row.cell-unreadable", .. Enumerable.Range(2, 5).Select(row => $"{row} directory_record row.cell-unreadable")],
            await calls.FindingsAsync(import));
        var service = (await calls.RowsAsync(import.GetProperty("id").GetGuid(), "added"))[0].Member("serviceId");
        Assert.Equal("Good \U0001F600", (await directory.GetAsync($"services/{service}")).Member("name"));
    }

    [Theory]
    [InlineData("{0}\n{1}\n{2}")]
    [InlineData("[{0},\n{1}, {2}]\n")]
    [InlineData("\uFEFF{{\"total_items\":3,\"contents\":[{0},{1},{2}],\"last_page\":true}}")]
    public async Task A_service_larger_than_any_is_left_out_by_itself(string form)
    {
        string Service(string id, string more) => $$$"""{"id":"{{{id}}}","name":"S [{\"{{{id}}}","organization_id":"{{{directory.Provider}}}"{{{more}}}}""";
        var file = string.Format(System.Globalization.CultureInfo.InvariantCulture, form,
            Service("first", ""), Service("large", $",\"somebody_s\":[\"{new string('x', 1_100_000)}\"]"), Service("last", ""));

        var import = await calls.ImportOpenAsync(file, $"large-{form.Length}");

        Assert.Equal("applied 2 0 0 0 1", ImportCalls.Counts(import));
        Assert.Equal(["2  row.too-large"], await calls.FindingsAsync(import));
    }

    [Theory]
    [InlineData("[{\"id\":\"a\"}")]
    [InlineData("[{\"id\":\"a\"} {\"id\":\"b\"}]")]
    [InlineData("[{\"id\":\"a\"},]")]
    [InlineData("[{\"id\":\"a\"}] x")]
    [InlineData("[null]")]
    [InlineData("{\"id\":\"a\"}\n{\"id\":\"b\"")]
    [InlineData("{\"id\":\"a\"}\n{\"id\":\"b\",}")]
    [InlineData("{\"contents\":[{\"id\":\"a\"}],}")]
    [InlineData("{\"contents\":[{\"id\":\"a\"}]")]
    [InlineData("{\"id\":\"a\"]")]
    [InlineData("\"a\"")]
    public async Task A_file_that_is_no_json_fails_whole(string file)
    {
        var import = await calls.ImportOpenAsync(file, "no-json");

        Assert.Equal(("failed", "import.file-unreadable"), (import.Member("status"), import.Member("refusal")));
    }

    [Fact]
    public async Task The_line_that_is_no_json_is_named()
    {
        var import = await calls.ImportOpenAsync("{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":}\n", "no-line");

        Assert.Equal(("import.file-unreadable", "Line 3."), (import.Member("refusal"), import.Member("refusalDetail")));
    }

    private static string Query(string source) => $"format=csv&dryRun=false&source={source}";

    private static string File(params IEnumerable<string> rows) => string.Join('\n', rows.Prepend(Heading));

    private string Row(string id, string externalId) => $"{id},{externalId},Row {id}{externalId},earlyHelp,{directory.Provider},online,no";
}
