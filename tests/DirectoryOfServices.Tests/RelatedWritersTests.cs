using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests;

public sealed class RelatedWritersTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task Writers_of_related_records_never_block_each_other_and_leave_one_truth()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var services = new List<Guid>();
        for (var n = 0; n < 4; n++) services.Add(await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite)));

        var writers = Enumerable.Range(0, 8).SelectMany(n => new[]
        {
            directory.PutAsync($"organisations/{directory.Provider}", A.Organisation.With("name", $"Trust number {n}")),
            directory.PutAsync($"sites/{directory.EastSite}", A.Site(directory.Provider).With("name", $"Eastern {n}")),
            directory.PutAsync($"sites/{directory.WestSite}", A.Site(directory.Provider, "TE1 2AA").With("name", $"Western {n}")),
            directory.PutAsync($"services/{services[n % 4]}",
                A.Service(directory.Provider, directory.WestSite, directory.EastSite).With("tariffPence", n)),
            directory.PutAsync("postcodes", A.Postcodes),
            directory.Host.PublishAsync(new ServiceRestricted(
                Guid.CreateVersion7(), services[n % 4], "suspended", directory.Clock.Now)).ContinueWith(_ => "", TaskScheduler.Default),
        });
        await Task.WhenAll(writers);

        await using var db = directory.Host.Db();
        var providerId = OrganisationId.From(directory.Provider);
        var provider = await db.Organisations.SingleAsync(o => o.Id == providerId, cancellationToken);
        var sites = await db.Sites.OrderBy(s => s.Name).Select(s => s.Name).ToListAsync(cancellationToken);
        foreach (var document in await db.SearchDocuments.ToListAsync(cancellationToken))
            Assert.EndsWith($"{provider.Name} {string.Join(" . ", sites)}", document.Body, StringComparison.Ordinal);

        await Eventually.Passes(async () =>
        {
            var versions = await db.CareServices.AsNoTracking().ToDictionaryAsync(s => s.Id.Value, s => s.Version, cancellationToken);
            foreach (var id in services)
            {
                var told = directory.Host.Events.Of<ServiceChanged>().Where(e => e.ServiceId == id).MaxBy(e => e.Version);
                Assert.Equal((versions[id], provider.Name, "restricted"), (told?.Version, told?.ProviderName, told?.Status));
            }
        });
    }
}
