using IntegratedCare.Quality.CareServices;

namespace IntegratedCare.Quality.Tests.CareServices;

public sealed class CareServiceTests
{
    private readonly CareService service = new() { Id = CareServiceId.From(Guid.CreateVersion7()) };

    [Fact]
    public void A_newer_version_is_taken_and_an_older_one_is_not()
    {
        service.HearName("Falls clinic", version: 2);
        service.HearName("Falls prevention", version: 3);
        service.HearName("Falls", version: 1);

        Assert.Equal("Falls prevention", service.Name);
    }

    [Fact]
    public void A_status_heard_before_the_service_was_described_stays_and_the_name_comes_later()
    {
        service.HearStatus("restricted", version: 5);
        service.HearName("Falls clinic", version: 1);
        service.HearStatus("active", version: 1);

        Assert.Equal(("Falls clinic", "restricted"), (service.Name, service.Status));
    }
}
