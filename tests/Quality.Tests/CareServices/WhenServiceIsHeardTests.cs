using IntegratedCare.Contracts.Directory;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tests.CareServices;

[Collection(QualityCollection.Name)]
public sealed class WhenServiceIsHeardTests(QualityHost quality)
{
    [Fact]
    public async Task The_events_of_a_service_end_in_one_copy_whatever_their_order()
    {
        var published = A.Service("Falls clinic");
        var changed = new ServiceChanged(
            published.ServiceId, 2, "Falls prevention", published.Category, published.ProviderId,
            published.ProviderName, Bookable: true, published.TariffPence, "active", A.Now);
        var restricted = new ServiceStatusChanged(published.ServiceId, 3, "restricted", A.Now);

        await quality.HearAsync(restricted);
        await EndsAsync(published.ServiceId, name: null, "restricted");
        await quality.HearAsync(changed);
        await EndsAsync(published.ServiceId, "Falls prevention", "restricted");
        await quality.HearAsync(published);
        await quality.HearAsync(changed);
        await EndsAsync(published.ServiceId, "Falls prevention", "restricted");
    }

    [Fact]
    public async Task Many_events_of_one_service_at_once_leave_the_newest()
    {
        var published = A.Service();
        var changes = Enumerable.Range(2, 20).Select(version => new ServiceChanged(
            published.ServiceId, version, $"Name {version}", published.Category, published.ProviderId,
            published.ProviderName, Bookable: true, TariffPence: null, "active", A.Now));

        await Task.WhenAll(changes.Reverse().Select(change => quality.Service.PublishAsync(change)));

        await EndsAsync(published.ServiceId, "Name 21", "active");
    }

    private Task EndsAsync(Guid serviceId, string? name, string status) => Eventually.Async(async () =>
    {
        await using var db = quality.Service.Db();
        var copy = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(
            s => s.Id == CareServiceId.From(serviceId), TestContext.Current.CancellationToken);
        return copy is not null && copy.Name == name && copy.Status == status;
    });
}
