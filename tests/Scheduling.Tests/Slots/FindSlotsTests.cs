using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Tests.Slots;

public class FindSlotsTests(Place place)
{
    [Fact]
    public async Task Slots_come_earliest_first_over_all_members_and_stay_within_what_was_asked()
    {
        var team = await place.Host.OpenTeamAsync(members: 3);
        using var gp = place.Host.Gp();
        var from = TimeProvider.System.GetUtcNow().AddDays(3);
        var until = from.AddDays(5);

        var slots = await gp.SlotsAsync(team.Service, $"&from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(until.ToString("O"))}&limit=500");

        Assert.Equal(slots.OrderBy(s => s.Start), slots);
        Assert.All(slots, s => Assert.InRange(s.Start, from, until));
        Assert.Equal(slots.Count, slots.Select(s => s.SlotId).Distinct().Count());
        Assert.Equal(5 * 16 * 3, slots.Count);
        Assert.Equal(slots.Take(7), await gp.SlotsAsync(team.Service, $"&from={Uri.EscapeDataString(from.ToString("O"))}&limit=7"));
    }

    [Theory]
    [InlineData("&from=2026-06-01T00:00:00Z&to=2026-05-01T00:00:00Z", 422, "slot.range-invalid")]
    [InlineData("&from=2026-06-01T00:00:00Z&to=2026-08-01T00:00:00Z", 422, "slot.range-invalid")]
    [InlineData("&from=2026-06-02&to=2026-06-01", 422, "slot.range-invalid")]
    [InlineData("&from=9999-12-31T00:00:00Z", 400, "request.invalid")]
    [InlineData("&from=9999-12-31", 400, "request.invalid")]
    [InlineData("&from=0001-01-01T00:00:00Z", 400, "request.invalid")]
    [InlineData("&from=2026-02-30", 400, "request.invalid")]
    [InlineData("&from=yesterday", 400, "request.invalid")]
    [InlineData("&from=2026-06-01T09:00:00", 400, "request.invalid")]
    [InlineData("&neighbourhood=%00", 400, "request.invalid")]
    [InlineData("&limit=0", 400, "request.invalid")]
    [InlineData("&limit=100000", 400, "request.invalid")]
    public async Task A_range_that_makes_no_sense_is_refused(string more, int status, string code)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();

        var answer = await gp.GetAsync(
            $"/api/scheduling/slots?serviceId={team.Service}{more}", TestContext.Current.CancellationToken);

        Assert.Equal((status, code), await answer.RefusalAsync());
    }

    [Fact]
    public async Task A_date_means_the_whole_london_day_and_a_blank_means_not_asked()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var day = LondonTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(4);
        var (begin, end) = (LondonTime.StartOf(day), LondonTime.StartOf(day.AddDays(1)));

        var byDate = await gp.SlotsAsync(team.Service, $"&from={day:O}&to={day:O}&neighbourhood=");

        Assert.NotEmpty(byDate);
        Assert.All(byDate, s => Assert.Equal(day, LondonTime.DateOf(s.Start)));
        Assert.Equal(byDate, await gp.SlotsAsync(team.Service, $"&from={begin:yyyy-MM-ddTHH:mm:ssZ}&to={end:yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Equal(byDate, await gp.SlotsAsync(team.Service, $"&from={begin:yyyy-MM-ddTHH:mm:ss}+00:00&to={end:yyyy-MM-ddTHH:mm:ss}+00:00"));
    }

    [Theory]
    [InlineData("&from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z")]
    [InlineData("&from=2199-01-01T00:00:00Z")]
    public async Task A_time_that_the_place_does_not_book_has_no_slots(string more)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();

        Assert.Empty(await gp.SlotsAsync(team.Service, more));
    }

    [Fact]
    public async Task A_service_that_nobody_heard_of_is_unknown()
    {
        using var gp = place.Host.Gp();
        foreach (var (query, status, code) in new[]
        {
            ($"?serviceId={Guid.NewGuid()}", 404, "service.unknown"),
            ("?serviceId=7", 400, "request.invalid"),
            ("", 400, "request.invalid"),
        })
        {
            var answer = await gp.GetAsync("/api/scheduling/slots" + query, TestContext.Current.CancellationToken);
            Assert.Equal((status, code), await answer.RefusalAsync());
        }
    }
}
