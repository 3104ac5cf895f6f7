using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Tests.CareServices;

public class CareServiceTests(Place place)
{
    private static readonly DateTimeOffset Said = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whatever_order_events_come_in_the_same_service_results()
    {
        Action<CareService>[] said =
        [
            s => s.Hear(1, "Old name", bookable: true, tariffPence: 100, "active"),
            s => s.Hear(3, "New name", bookable: true, tariffPence: 200, "active"),
            s => s.HearStatus(2, "closed"),
            s => s.HearStatus(4, "dormant"),
            s => s.HearStatus(5, "restricted"),
            s => s.HearStatus(6, "active"),
        ];
        foreach (var order in Permutations(said))
        {
            var service = new CareService { Id = new(Guid.Empty) };
            foreach (var say in order.Concat(order)) say(service);

            Assert.Equal(("New name", 200L, true, 3L, 6L),
                (service.Name, service.TariffPence, service.TakesBookings, service.FactsVersion, service.StatusVersion));
        }
    }

    [Fact]
    public void A_service_takes_bookings_once_neither_quality_nor_the_directory_restricts_it_whatever_order_they_say_so_in()
    {
        Saying[] said =
        [
            new(1, s => s.Hear(1, "Name", bookable: true, tariffPence: 100, "active")),
            new(2, s => s.HearStatus(2, "restricted")),
            new(2, s => s.Hear(2, "Name", bookable: true, tariffPence: 100, "restricted")),
            new(3, s => s.HearStatus(3, "active")),
            new(3, s => s.Hear(3, "Name", bookable: true, tariffPence: 100, "active")),
        ];
        foreach (var order in Permutations(said))
        {
            var service = new CareService { Id = new(Guid.Empty) };
            var latest = 0;
            foreach (var saying in order)
            {
                saying.Say(service);
                latest = Math.Max(latest, saying.Version);
                Assert.Equal(latest == 2, service.IsRestrictedInDirectory);
            }

            Assert.True(service.TakesBookings);
            service.Restrict(anyRestrictionStands: true);
            Assert.Equal(CareServiceErrors.Restricted, Assert.Throws<DomainException>(service.MustTakeBookings).Error);
            service.HearStatus(4, "restricted");
            service.Restrict(anyRestrictionStands: false);
            Assert.Equal(CareServiceErrors.Restricted, Assert.Throws<DomainException>(service.MustTakeBookings).Error);
            service.HearStatus(5, "active");
            service.MustTakeBookings();
        }
    }

    [Theory]
    [InlineData("closed", true)]
    [InlineData("dormant", true)]
    [InlineData("active", false)]
    public async Task A_service_that_is_closed_or_not_bookable_offers_nothing(string status, bool bookable)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();

        var published = A.Service(team.Service);
        await place.Host.PublishAsync(new ServiceChanged(
            published.ServiceId, 2, "Renamed", published.Category, published.ProviderId, published.ProviderName, bookable,
            published.TariffPence, status, Said));
        await HeardAsync(s => s.Id == new ServiceId(team.Service) && s.FactsVersion == 2);

        Assert.Empty(await gp.SlotsAsync(team.Service));
        Assert.Equal((409, "service.not-bookable"), await (await gp.HoldAsync(slot.SlotId)).RefusalAsync());
    }

    [Fact]
    public async Task Asked_of_the_database_a_service_takes_bookings_exactly_where_it_says_so_itself()
    {
        for (var bits = 0; bits < 1 << ServiceStanding.ColumnsCount; bits++)
        {
            bool Is(int bit) => (bits >> bit & 1) == 1;
            var taken = await place.Host.ScalarAsync<bool>(
                $"""
                 SELECT {ServiceStanding.TakesBookingsNow}
                 FROM (VALUES ({(Is(0) ? "'Named'" : "NULL::text")}, {Is(1)}, {Is(2)}, {Is(3)}, {Is(4)}))
                     AS s (name, bookable, is_open, is_restricted, is_restricted_in_directory)
                 """);

            Assert.Equal(ServiceStanding.Of(Is(0), Is(1), Is(2), Is(3), Is(4)).TakesBookings, taken);
        }
    }

    [Fact]
    public async Task Events_of_a_service_may_come_twice_and_backwards()
    {
        var service = Guid.CreateVersion7();
        await place.Host.PublishAsync(new ServiceStatusChanged(service, 3, "closed", Said));
        await HeardAsync(s => s.Id == new ServiceId(service) && s.StatusVersion == 3);

        var messageId = Guid.CreateVersion7();
        await place.Host.PublishAsync(A.Service(service, version: 2), messageId);
        await place.Host.PublishAsync(A.Service(service, version: 2), messageId);
        await place.Host.PublishAsync(A.Service(service, version: 1));
        await HeardAsync(s => s.Id == new ServiceId(service) && s.FactsVersion == 2);

        await using var db = place.Host.Db();
        var heard = await db.CareServices.SingleAsync(s => s.Id == new ServiceId(service), TestContext.Current.CancellationToken);
        Assert.False(heard.IsOpen);
        Assert.NotNull(heard.Name);
    }

    [Fact]
    public async Task A_sites_name_is_shown_as_it_was_last_said()
    {
        var team = A.Team([Guid.CreateVersion7()]);
        var site = Guid.CreateVersion7();
        foreach (var pattern in team.Body["workingPatterns"]?.AsArray() ?? [])
            (pattern ?? throw new InvalidOperationException())["siteId"] = site;
        await place.Host.OpenTeamAsync(team);
        await place.Host.PublishAsync(new SitePublished(site, 2, "Integrated Care Centre", "central", Said, "Radcliffe Street, Oldham", "OL1 1NL"));
        await place.Host.PublishAsync(new SitePublished(site, 1, "Old building", "central", Said));
        using var gp = place.Host.Gp();

        await Eventually.Async(async () =>
        {
            var slots = await gp.SeeAsync($"slots?serviceId={team.Services[0]}&limit=1");
            return slots.GetProperty("items")[0].TryGetProperty("siteName", out var name) && name.GetString() == "Integrated Care Centre";
        });
        Assert.Equal("Radcliffe Street, Oldham OL1 1NL", await place.Host.ScalarAsync<string>($"SELECT address || ' ' || postcode FROM sites WHERE id = '{site}'"));
    }

    private sealed record Saying(int Version, Action<CareService> Say);

    private Task HeardAsync(System.Linq.Expressions.Expression<Func<CareService, bool>> fact) => Eventually.Async(async () =>
    {
        await using var db = place.Host.Db();
        return await db.CareServices.AnyAsync(fact);
    });

    private static IEnumerable<List<T>> Permutations<T>(IReadOnlyCollection<T> items) => items.Count == 0
        ? [[]]
        : items.SelectMany(first => Permutations(items.Where(i => !ReferenceEquals(i, first)).ToList())
            .Select(rest => rest.Prepend(first).ToList()));
}
