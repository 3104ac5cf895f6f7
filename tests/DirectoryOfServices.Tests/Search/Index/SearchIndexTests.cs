using IntegratedCare.DirectoryOfServices.Search.Index;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.DirectoryOfServices.Tests.Search.Index;

public sealed class SearchIndexTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_is_in_the_index_as_soon_as_it_has_been_saved()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite));

        var view = await directory.Host.Services.GetRequiredService<SearchIndex>().CurrentAsync(["ulcers"], Cancelled);

        Assert.Contains(view.Services.Segments, live => live.Segment.Ids.Contains(id));
        Assert.Equal("ulcer", view.Stems["ulcers"]);
    }
}
