using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Tests.CareServices;

public sealed class CareServiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly PutServiceRequest Asked = new()
    {
        Name = " Leg ulcer clinic ",
        Description = "Compression.",
        Category = ServiceCategory.CommunityHealth,
        ProviderId = Guid.CreateVersion7(),
        SiteIds = [Guid.CreateVersion7(), Guid.CreateVersion7()],
        Delivery = [Delivery.Video, Delivery.InPerson, Delivery.Video],
        NeighbourhoodCodes = ["west", "east"],
        Keywords = ["wound", " wound ", "compression"],
        Bookable = true,
        Status = RecordStatus.Active,
        IsDemonstration = false,
    };

    [Fact]
    public void A_new_service_is_its_first_version()
    {
        var service = Stored();

        Assert.Equal((1, "Leg ulcer clinic", ServiceStatus.Active), (service.Version, service.Name, service.PublicStatus));
        Assert.Equal([Delivery.InPerson, Delivery.Video], service.Delivery);
        Assert.Equal(["wound", "compression"], service.Keywords);
    }

    [Fact]
    public void The_same_record_in_another_order_changes_nothing()
    {
        var service = Stored();

        var changed = service.Amend(
            Asked with
            {
                SiteIds = [.. Asked.SiteIds.Reverse(), Asked.SiteIds[0]],
                NeighbourhoodCodes = ["east", "west", "east"],
                Delivery = [Delivery.InPerson, Delivery.Video],
            },
            Now.AddDays(1));

        Assert.False(changed);
        Assert.Equal((1, Now), (service.Version, service.ChangedAt));
    }

    [Fact]
    public void Every_real_change_is_a_higher_version()
    {
        var service = Stored();

        Assert.True(service.Amend(Asked with { TariffPence = 0 }, Now.AddDays(1)));
        Assert.True(service.Amend(Asked with { SiteIds = [] }, Now.AddDays(2)));
        Assert.True(service.FollowRestrictions(anyStands: true, levelDiffers: true, Now.AddDays(3)));

        Assert.Equal((4, Now.AddDays(3)), (service.Version, service.ChangedAt));
    }

    [Fact]
    public void A_restriction_that_nobody_sees_yet_is_a_higher_version_too()
    {
        var service = CareService.Of(new(Guid.CreateVersion7()), Asked with { Status = RecordStatus.Dormant }, isRestricted: false, Now);

        Assert.True(service.FollowRestrictions(anyStands: true, levelDiffers: false, Now.AddDays(1)));
        Assert.False(service.FollowRestrictions(anyStands: true, levelDiffers: false, Now.AddDays(2)));

        Assert.Equal((2, ServiceStatus.Dormant), (service.Version, service.PublicStatus));
    }

    [Theory]
    [InlineData(RecordStatus.Active, false, ServiceStatus.Active)]
    [InlineData(RecordStatus.Active, true, ServiceStatus.Restricted)]
    [InlineData(RecordStatus.Closed, true, ServiceStatus.Closed)]
    [InlineData(RecordStatus.Dormant, true, ServiceStatus.Dormant)]
    public void Only_an_active_service_reads_as_restricted(RecordStatus status, bool restricted, ServiceStatus shown) =>
        Assert.Equal(shown, CareService.Of(new(Guid.CreateVersion7()), Asked with { Status = status }, restricted, Now).PublicStatus);

    [Fact]
    public void A_service_is_assured_on_a_london_day_that_has_begun()
    {
        var beforeMidnightInUtc = new DateTimeOffset(2026, 6, 30, 23, 30, 0, TimeSpan.Zero);

        var service = CareService.Of(
            new(Guid.CreateVersion7()), Asked with { AssuredOn = new(2026, 7, 1) }, isRestricted: false, beforeMidnightInUtc);

        Assert.Equal(new DateOnly(2026, 7, 1), service.AssuredOn);
        Assert.Equal(ServiceErrors.AssuredInTheFuture, Assert.Throws<DomainException>(() =>
            service.Amend(Asked with { AssuredOn = new(2026, 7, 2) }, beforeMidnightInUtc)).Error);
    }

    [Fact]
    public void The_lowest_age_is_not_above_the_highest() =>
        Assert.Equal(ServiceErrors.AgesReversed, Assert.Throws<DomainException>(() =>
            Stored().Amend(Asked with { MinimumAgeYears = 66, MaximumAgeYears = 65 }, Now)).Error);

    private static CareService Stored() => CareService.Of(new(Guid.CreateVersion7()), Asked, isRestricted: false, Now);
}
