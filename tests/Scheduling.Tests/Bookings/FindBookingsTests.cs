namespace IntegratedCare.Scheduling.Tests.Bookings;

public class FindBookingsTests(Place place)
{
    [Fact]
    public async Task Every_condition_that_is_given_must_hold()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var (first, second) = (await gp.BookedAsync(team.Service), await gp.BookedAsync(team.Service));
        await gp.SayAsync(first.Id, "cancellation", new { reason = "changed plans" });
        var day = DateOnly.FromDateTime(second.Start.DateTime);

        Assert.Equal([first.Id], await FindAsync(gp, new { teamId = team.Id, status = "cancelled" }));
        Assert.Equal([second.Id], await FindAsync(gp, new { teamId = team.Id, status = "confirmed", nhsNumber = A.NhsNumber }));
        Assert.Equal(2, (await FindAsync(gp, new { teamId = team.Id, serviceId = team.Service })).Count);
        Assert.Single(await FindAsync(gp, new { teamId = team.Id, pageSize = 1, page = 2 }));
        Assert.NotEmpty(await FindAsync(gp, new { teamId = team.Id, from = day, to = day }));
        Assert.Empty(await FindAsync(gp, new { teamId = team.Id, from = day.AddDays(2) }));
        Assert.Empty(await FindAsync(gp, new { teamId = team.Id, to = day.AddDays(-2) }));
        Assert.Empty(await FindAsync(gp, new { teamId = team.Id, nhsNumber = "9000000009" }));
    }

    [Theory]
    [InlineData("""{"nhsNumber":"9991234560"}""", 422, "person.nhs-number-invalid")]
    [InlineData("""{"from":"0001-01-01"}""", 400, "request.invalid")]
    [InlineData("""{"to":"9999-12-31"}""", 400, "request.invalid")]
    [InlineData("""{"pageSize":1000}""", 400, "request.invalid")]
    [InlineData("""{"status":"lost"}""", 400, "request.invalid")]
    [InlineData("""{"surname":"Ashworth"}""", 400, "request.invalid")]
    [InlineData("[]", 400, "request.invalid")]
    [InlineData("", 400, "request.invalid")]
    public async Task A_search_that_makes_no_sense_is_refused(string body, int status, string code)
    {
        using var gp = place.Host.Gp();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await gp.PostAsync("/api/scheduling/bookings/search", content, TestContext.Current.CancellationToken);

        Assert.Equal((status, code), await answer.RefusalAsync());
    }

    [Fact]
    public async Task A_diary_of_no_possible_day_is_refused()
    {
        var team = await place.Host.OpenTeamAsync();
        using var clinician = place.Host.Clinician();
        foreach (var date in new[] { "0001-01-01", "9999-12-31", "2026-02-30", "tomorrow" })
        {
            var answer = await clinician.GetAsync(
                $"/api/scheduling/teams/{team.Id}/day?date={date}", TestContext.Current.CancellationToken);
            Assert.Equal((400, "request.invalid"), await answer.RefusalAsync());
        }
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(HttpClient client, object conditions) =>
        [.. (await client.SayAsync("bookings/search", conditions)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid())];
}
