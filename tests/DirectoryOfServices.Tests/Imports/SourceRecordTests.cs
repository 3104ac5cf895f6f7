using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

/// <summary>The organisations and sites that come with a source's services.</summary>
public sealed class SourceRecordTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private readonly ImportCalls calls = new(directory.Editor);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organisation_or_site_that_only_rejected_services_name_does_not_come_in()
    {
        var import = await calls.ImportOpenAsync(
            $$"""
            {{Service("kept-1", "org-kept", "hall-kept", "0161 496 0010")}}
            {{Service("bad", "org-bad", "hall-bad", "0161 496 0010", ",\"minimum_age\":9,\"maximum_age\":3")}}
            """, "needed");

        Assert.Equal("applied 1 0 0 0 1", ImportCalls.Counts(import));
        Assert.Equal(("1", "0", "1", "0"), Beside(import));
        Assert.Equal(["Hall hall-kept", "Trust org-kept"], await NamesAsync("%-kept"));
        Assert.Empty(await NamesAsync("%-bad"));
    }

    [Fact]
    public async Task A_report_says_how_many_organisations_and_sites_it_adds_and_changes()
    {
        var first = await calls.ImportOpenAsync(Service("told-1", "org-told", "hall-told", "0161 496 0011"), "told", "dryRun=true&category=earlyHelp");
        Assert.Equal("ready 1 0 0 0 0", ImportCalls.Counts(first));
        Assert.Equal(("1", "0", "1", "0"), Beside(first));
        Assert.Empty(await NamesAsync("%-told"));
        using var applied = await calls.ApplyAsync(first.GetProperty("id").GetGuid());
        Assert.Equal(("1", "0", "1", "0"), Beside(await calls.EndAsync(first.GetProperty("id").GetGuid())));

        var again = await calls.ImportOpenAsync(Service("told-1", "org-told", "hall-told", "0161 496 0011"), "told");
        Assert.Equal(("0", "0", "0", "0"), Beside(again));
        var moved = await calls.ImportOpenAsync(Service("told-1", "org-told", "hall-told", "0161 496 0012"), "told");

        Assert.Equal("applied 0 0 0 1 0", ImportCalls.Counts(moved));
        Assert.Equal(("0", "0", "0", "1"), Beside(moved));
        await using var db = directory.Host.Db();
        Assert.Equal("0161 496 0012", await db.Sites.Where(s => s.Name == "Hall hall-told").Select(s => s.Telephone).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task One_organisation_under_two_spellings_of_its_id_comes_in_once()
    {
        var id = Guid.CreateVersion7();

        var import = await calls.ImportOpenAsync(
            $"{Service("spelt-1", $"{id}", "hall-1-spelt", "0161 496 0013")}\n{Service("spelt-2", $"{id}".ToUpperInvariant(), "hall-2-spelt", "0161 496 0013")}",
            "spelt");

        Assert.Equal("applied 2 0 0 0 0", ImportCalls.Counts(import));
        Assert.Equal(("1", "0", "2", "0"), Beside(import));
    }

    private static string Service(string id, string organisation, string hall, string telephone, string more = "") =>
        $$$"""
        {"id":"{{{id}}}","name":"Service {{{id}}}","organization":{"id":"{{{organisation}}}","name":"Trust {{{organisation}}}"},"service_at_locations":[{"id":"at","location":{"id":"{{{hall}}}","name":"Hall {{{hall}}}","location_type":"physical","phones":[{"number":"{{{telephone}}}"}],"addresses":[{"address_1":"2 Church Street","postal_code":"TE1 1AA"}]}}]{{{more}}}}
        """;

    private static (string, string, string, string) Beside(System.Text.Json.JsonElement import) => (
        import.Member("organisationsAdded"), import.Member("organisationsChanged"), import.Member("sitesAdded"), import.Member("sitesChanged"));

    private async Task<IReadOnlyList<string>> NamesAsync(string like)
    {
        await using var db = directory.Host.Db();
        var names = await db.Organisations.Where(o => EF.Functions.Like(o.Name, like)).Select(o => o.Name).ToListAsync(Cancelled);
        names.AddRange(await db.Sites.Where(s => EF.Functions.Like(s.Name, like)).Select(s => s.Name).ToListAsync(Cancelled));
        return [.. names.Order()];
    }
}
