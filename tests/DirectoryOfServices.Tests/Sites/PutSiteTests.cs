using IntegratedCare.Contracts.Directory;

namespace IntegratedCare.DirectoryOfServices.Tests.Sites;

public sealed class PutSiteTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task A_site_stands_where_its_postcode_does_unless_it_says_otherwise()
    {
        var (taken, stated) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await directory.PutAsync($"sites/{taken}", A.Site(directory.Provider));
        await directory.PutAsync($"sites/{stated}", A.Site(directory.Provider)
            .With("neighbourhoodCode", "west").With("latitude", 53.1).With("longitude", -2.2));

        var sites = (await directory.GetAsync("sites?pageSize=200")).GetProperty("items").EnumerateArray()
            .ToDictionary(s => s.GetProperty("id").GetGuid());

        Assert.Equal("east", sites[taken].GetProperty("neighbourhoodCode").GetString());
        Assert.Equal(53.54, sites[taken].GetProperty("latitude").GetDouble());
        Assert.Equal("west", sites[stated].GetProperty("neighbourhoodCode").GetString());
        Assert.Equal(53.1, sites[stated].GetProperty("latitude").GetDouble());
        Assert.Equal("TE1 1AA", sites[stated].GetProperty("address").GetProperty("postcode").GetString());
    }

    [Fact]
    public async Task A_site_is_published_when_it_reads_differently_and_only_then()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal("added", await directory.PutAsync($"sites/{id}", A.Site(directory.Provider)));
        Assert.Equal("unchanged", await directory.PutAsync($"sites/{id}", A.Site(directory.Provider)));
        Assert.Equal("changed", await directory.PutAsync($"sites/{id}", A.Site(directory.Provider).With("name", "New name")));

        await directory.Host.Events.NextAsync<SitePublished>(e => e.SiteId == id && e.Version == 2);
        var told = directory.Host.Events.Of<SitePublished>().Where(e => e.SiteId == id).OrderBy(e => e.Version).ToList();
        Assert.Equal([(1L, "Testham Health Centre", "east"), (2L, "New name", "east")],
            told.Select(e => (e.Version, e.Name, e.NeighbourhoodCode ?? "")));
    }

    [Fact]
    public async Task Services_are_found_by_the_new_name_of_their_site()
    {
        var id = Guid.CreateVersion7();
        await directory.PutAsync($"sites/{id}", A.Site(directory.Provider).With("name", "Oldname House"));
        await directory.PutServiceAsync(A.Service(directory.Provider, id));

        await directory.PutAsync($"sites/{id}", A.Site(directory.Provider).With("name", "Quagga House"));

        Assert.Equal(1, (await directory.GetAsync("services?search=quagga%20-oldname")).GetProperty("total").GetInt32());
    }
}
