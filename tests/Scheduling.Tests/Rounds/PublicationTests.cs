using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>Plans that become a team's day, and days that turn out otherwise.</summary>
public sealed class PublicationTests(Place place)
{
    // Of no other test's people.
    private const string Nobodys = "9995553015";

    [Theory]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(23)]
    public async Task A_day_without_a_free_minute_between_visits_can_be_published(int seed)
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var coordinator = place.Host.Coordinator();
        var random = new Random(seed);
        var visits = Rounding.Ids(16).Select(id =>
        {
            var visit = Rounding.Visit(id, random.NextDouble() / 20, "08:00", "14:00");
            visit["at"]!["longitude"] = -2.11 - (random.NextDouble() / 20);
            return visit;
        });
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, [.. visits]));

        var published = await coordinator.PublishedAsync(team.Id, round);

        Assert.Equal(16, published.Stops().Count);
        Assert.Equal(16L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM resource_claims WHERE round = '{round}'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_plan_leaves_room_for_what_carers_have_beside_it(bool bookedAfterwards)
    {
        var team = await place.Host.OpenTeamAsync(members: 1);
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        async Task BookAsync(string from)
        {
            var slot = (await gp.SlotsAsync(team.Service, $"&from={Uri.EscapeDataString(Rounding.At(from))}&limit=1")).Single();
            var body = A.Booking(await gp.HoldIdAsync(slot.SlotId));
            body["person"]!["nhsNumber"] = Nobodys;
            (await gp.BookAsync(body)).EnsureSuccessStatusCode();
        }

        await BookAsync("09:00");
        if (!bookedAfterwards) await BookAsync("11:00");
        var visits = Rounding.Ids(6).Select(id => Rounding.Visit(id, 0.005, "08:00", "13:00")).ToArray();
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, visits));
        if (bookedAfterwards)
        {
            await BookAsync("11:00");
            (await coordinator.TellRoundAsync(team.Id, round, "optimisation", new { seconds = 1 })).EnsureSuccessStatusCode();
            await coordinator.UntilAsync(team.Id, round, "planned");
        }

        var published = await coordinator.PublishedAsync(team.Id, round);

        Assert.Equal(visits.Length, published.Stops().Count);
        Assert.Equal(0L, await place.Host.ScalarAsync<long>(Claims.DiaryInvariants.ClaimsThatOverlap));
    }

    [Fact]
    public async Task Who_is_away_all_day_is_sent_nowhere_when_the_day_is_planned_anew()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var coordinator = place.Host.Coordinator();
        var visits = Rounding.Ids(4).Select(id => Rounding.Visit(id, 0.01, "08:00", "15:00")).ToArray();
        var body = Rounding.DayOf(team.Members, visits);
        body["carers"]![0]!["end"] = Rounding.Point(0.1);
        var round = await coordinator.PlannedRoundAsync(team.Id, body);
        await coordinator.SayAsync("absences", Leave(team.Members[0]));

        (await coordinator.TellRoundAsync(team.Id, round, "optimisation", new { seconds = 1 })).EnsureSuccessStatusCode();
        await coordinator.UntilAsync(team.Id, round, "planned");

        var published = await coordinator.PublishedAsync(team.Id, round);
        Assert.Equal(visits.Length, published.Stops().Count);
        Assert.All(published.Stops(), stop => Assert.Equal(team.Members[1], stop.Member));
    }

    [Fact]
    public async Task Who_has_become_absent_since_the_plan_was_made_is_not_sent_out()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7())));
        var absence = (await coordinator.SayAsync("absences", Leave(team.Members[0]))).GetProperty("absence").GetProperty("id").GetGuid();

        Assert.Equal((409, "round.carer-away"), await (await coordinator.TellRoundAsync(team.Id, round, "publication", new { })).RefusalAsync());

        (await coordinator.DeleteAsync($"/api/scheduling/absences/{absence}", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await coordinator.PublishedAsync(team.Id, round);
    }

    [Fact]
    public async Task Who_becomes_absent_afterwards_is_known_to_have_visits()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7())));
        await coordinator.PublishedAsync(team.Id, round);

        var entered = await coordinator.SayAsync("absences", Leave(team.Members[0]));

        Assert.Equal([round], entered.GetProperty("roundIds").EnumerateArray().Select(id => id.GetGuid()));
    }

    [Fact]
    public async Task A_booking_that_has_gone_since_is_taken_out_before_the_day_is_published()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var slot = (await gp.SlotsAsync(team.Service, $"&from={Uri.EscapeDataString(Rounding.At("09:00"))}&limit=1")).Single();
        var body = A.Booking(await gp.HoldIdAsync(slot.SlotId));
        body["person"]!["nhsNumber"] = Nobodys;
        var booking = await (await gp.BookAsync(body)).BookingAsync();
        var (booked, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var round = await coordinator.PlannedRoundAsync(team.Id, DayOf(
            LondonTime.DateOf(booking.Start), team.Members,
            new JsonObject { ["id"] = booked, ["at"] = Rounding.Point(0.01), ["bookingId"] = booking.Id }, Rounding.Visit(other, 0.02, "13:00", "15:00")));
        var before = (await coordinator.RoundAsync(team.Id, round)).Stops();
        (await gp.SayAsync(booking.Id, "cancellation", new { reason = "in hospital" })).EnsureSuccessStatusCode();

        Assert.Equal((409, "round.booking-moved"), await (await coordinator.TellRoundAsync(team.Id, round, "publication", new { })).RefusalAsync());

        var without = await (await coordinator.TakeOutAsync(team.Id, round, booked)).JsonAsync();
        Assert.Equal(before.Where(stop => stop.Visit == other), without.Stops());
        await coordinator.PublishedAsync(team.Id, round);
        Assert.False(await place.Host.ScalarAsync<bool>($"SELECT bookings @> ARRAY['{booking.Id}'::uuid] FROM rounds WHERE id = '{round}'"));
    }

    [Fact]
    public async Task A_visit_that_is_not_needed_leaves_all_others_as_they_were()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var ids = Rounding.Ids(3);
        var body = Rounding.DayOf(team.Members, [.. ids.Select((id, i) => Rounding.Visit(id, 0.01 * (i + 1)))]);
        body["travelMinutes"] = new JsonArray([.. Enumerable.Range(0, 5).Select(from => new JsonArray(
            [.. Enumerable.Range(0, 5).Select(to => JsonValue.Create(from == to ? 0.0 : 5 + Math.Abs(from - to)))]))]);
        var round = await coordinator.PlannedRoundAsync(team.Id, body);
        var before = await coordinator.RoundAsync(team.Id, round);
        var gone = before.Stops()[1].Visit;

        var answer = await coordinator.TakeOutAsync(team.Id, round, gone);

        answer.EnsureSuccessStatusCode();
        var after = await coordinator.RoundAsync(team.Id, round);
        Assert.Equal(before.Stops().Where(stop => stop.Visit != gone), after.Stops());
        Assert.True(Travel(after) < Travel(before), $"{Travel(before)} -> {Travel(after)}");
        Assert.Equal((422, "round.visit-unknown"),
            await (await coordinator.TakeOutAsync(team.Id, round, gone)).RefusalAsync());
        (await coordinator.TellRoundAsync(team.Id, round, "optimisation", new { seconds = 1 })).EnsureSuccessStatusCode();
        await coordinator.UntilAsync(team.Id, round, "planned");
        foreach (var id in ids.Where(id => id != gone).SkipLast(1))
            (await coordinator.TakeOutAsync(team.Id, round, id)).EnsureSuccessStatusCode();
        Assert.Equal((409, "round.last-visit"),
            await (await coordinator.TakeOutAsync(team.Id, round, ids.Last(id => id != gone))).RefusalAsync());
    }

    [Fact]
    public async Task A_publication_that_was_wrong_is_taken_back_and_the_time_can_be_booked()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        using var clinician = place.Host.Clinician();
        using var gp = place.Host.Gp();
        var body = Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7(), 0.01, "10:00", "10:05"));
        var round = await coordinator.PlannedRoundAsync(team.Id, body);
        var slot = (await gp.SlotsAsync(team.Service, $"&from={Uri.EscapeDataString(Rounding.At("10:00"))}&limit=1")).Single().SlotId;
        Assert.Equal((409, "round.not-published"), await (await coordinator.TellRoundAsync(team.Id, round, "withdrawal", new { })).RefusalAsync());
        await coordinator.PublishedAsync(team.Id, round);
        Assert.Equal((409, "slot.taken"), await (await gp.HoldAsync(slot)).RefusalAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await clinician.TellRoundAsync(team.Id, round, "withdrawal", new { })).StatusCode);

        (await coordinator.TellRoundAsync(team.Id, round, "withdrawal", new { })).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Created, (await gp.HoldAsync(slot)).StatusCode);
        Assert.Empty((await coordinator.SeeAsync($"teams/{team.Id}/day?date={Rounding.Day:O}")).GetProperty("visits").EnumerateArray());
        var refusal = await (await coordinator.TellRoundAsync(team.Id, round, "publication", new { })).JsonAsync();
        Assert.Equal("round.time-taken", refusal.GetProperty("code").GetString());
        Assert.Contains("Community nurse 1 has something else between 09:", refusal.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_teams_rounds_are_listed_by_day_and_to_nobody_else()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        using var elsewhere = place.Host.Coordinator("elsewhere");
        Assert.Equal(0, (await ListAsync("")).GetProperty("total").GetInt32());
        var later = await coordinator.PlannedRoundAsync(team.Id, DayOf(Rounding.Day.AddDays(1), team.Members, Rounding.Visit(Guid.CreateVersion7())));
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7())));
        await coordinator.PublishedAsync(team.Id, round);

        var listed = await ListAsync("");
        Assert.Equal([round, later], listed.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetGuid()));
        Assert.True(listed.GetProperty("items")[0].TryGetProperty("publishedAt", out _));
        Assert.Equal(later, (await ListAsync($"?date={Rounding.Day.AddDays(1):O}")).GetProperty("items")[0].GetProperty("id").GetGuid());
        Assert.Equal((404, "team.unknown"), await (await elsewhere.GetAsync($"/api/scheduling/teams/{team.Id}/rounds", TestContext.Current.CancellationToken)).RefusalAsync());

        Task<JsonElement> ListAsync(string query) => coordinator.SeeAsync($"teams/{team.Id}/rounds{query}");
    }

    [Theory]
    [InlineData("9999-12-31", 400, "request.invalid")]
    [InlineData("0001-01-01", 400, "request.invalid")]
    [InlineData("2019-01-01", 422, "round.day-over")]
    public async Task A_day_that_no_team_can_work_is_refused(string date, int status, string code)
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var body = DayOf(DateOnly.ParseExact(date, "O", CultureInfo.InvariantCulture), team.Members, new JsonObject
        {
            ["id"] = Guid.CreateVersion7(), ["at"] = Rounding.Point(0.01), ["bookingId"] = Guid.CreateVersion7(),
        });

        Assert.Equal((status, code), await (await coordinator.AskRoundAsync(team.Id, body)).RefusalAsync());
    }

    private static object Leave(Guid member) => new
    {
        resourceId = member, kind = "sickness", firstDay = Rounding.Day.ToString("O"), lastDay = Rounding.Day.ToString("O"),
    };

    private static double Travel(JsonElement round) => round.GetProperty("plan").GetProperty("travelMinutes").GetDouble();

    private static JsonObject DayOf(DateOnly day, Guid[] members, params JsonObject[] visits)
    {
        var body = Rounding.DayOf(members, visits);
        body["date"] = day.ToString("O");
        foreach (var carer in body["carers"]!.AsArray())
            (carer!["shiftStart"], carer["shiftEnd"]) = ($"{day:O}T08:00:00+00:00", $"{day:O}T16:00:00+00:00");
        foreach (var visit in visits.Where(v => v.ContainsKey("windowStart")))
            (visit["windowStart"], visit["windowEnd"]) = ($"{day:O}{visit["windowStart"]!.GetValue<string>()[10..]}", $"{day:O}{visit["windowEnd"]!.GetValue<string>()[10..]}");
        return body;
    }
}
