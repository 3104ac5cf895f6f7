namespace IntegratedCare.Scheduling.Tests;

public class DescriptionTests(Place place)
{
    [Fact]
    public async Task The_service_describes_its_own_api()
    {
        using var anyone = place.Host.Anonymous();

        var description = await anyone.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        foreach (var path in new[] { "/api/scheduling/slots", "/api/scheduling/bookings/{id}/reschedule", "/api/scheduling/teams/{teamId}/day" })
            Assert.Contains($"\"{path}\"", description, StringComparison.Ordinal);
    }
}
