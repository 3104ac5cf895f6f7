using System.Globalization;
using System.Net;
using System.Text.Json;
using IntegratedCare.Testing;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>A team's diary as its people use it through the gateway, and what the other services hear of it.</summary>
public sealed class TeamSchedulingTests(RunningSystem system)
{
    private const string Service = "wound care";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_series_is_booked_paid_for_and_given_up_from_a_day_on()
    {
        using var gp = await system.AsAsync("gp");
        using var finance = await system.AsAsync("finance-council");
        var service = await Neighbourhood.FindServiceAsync(gp, Service);
        var slot = (await SlotsAsync(gp, service, daysAhead: 6))[0];
        var held = await DoneAsync(gp, "/api/scheduling/holds/series", new { slotId = Text(slot, "slotId"), count = 3, everyWeeks = 1 });

        var made = await DoneAsync(gp, "/api/scheduling/bookings/series", Several(HoldIds(held)));

        var bookings = made.GetProperty("bookings").EnumerateArray().ToArray();
        Assert.Equal([7, 7], bookings.Zip(bookings.Skip(1), (one, next) => (Start(next).Date - Start(one).Date).Days));
        Assert.Single(bookings.Select(b => Start(b).TimeOfDay).Distinct());
        await ChargedAsync(finance, bookings[0], "commitment");
        await ChargedAsync(finance, bookings[2], "commitment");
        await DoneAsync(gp, $"/api/scheduling/bookings/series/{made.GetProperty("seriesId").GetGuid()}/cancellation",
            new { reason = "Healed", from = Start(bookings[1]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        await ChargedAsync(finance, bookings[2], "commitment", "release");
        await ChargedAsync(finance, bookings[0], "commitment");
    }

    [Fact]
    public async Task Two_steps_are_found_held_and_booked_as_one_and_each_is_paid_for()
    {
        using var gp = await system.AsAsync("gp");
        using var finance = await system.AsAsync("finance-council");
        var (blood, wound) = (await Neighbourhood.FindServiceAsync(gp, "phlebotomy"), await Neighbourhood.FindServiceAsync(gp, Service));
        var (found, ways) = await Neighbourhood.PostAsync(gp, "/api/scheduling/bundles/search", new
        {
            neighbourhood = "central", steps = new object[] { new { serviceId = blood }, new { serviceId = wound, minDaysAfterPrevious = 3 } },
        });
        Assert.Equal(HttpStatusCode.OK, found);
        var steps = ways.GetProperty("items").EnumerateArray().Last().GetProperty("steps");
        Assert.True((Start(steps[1]).Date - Start(steps[0]).Date).Days >= 3);
        var held = await DoneAsync(gp, "/api/scheduling/bundles/holds", new { slotIds = steps.EnumerateArray().Select(s => Text(s, "slotId")) });

        var made = await DoneAsync(gp, "/api/scheduling/bundles", Several(HoldIds(held)));

        var bookings = made.GetProperty("bookings");
        await ChargedAsync(finance, bookings[0], "commitment");
        await ChargedAsync(finance, bookings[1], "commitment");
        var cancelled = await DoneAsync(gp, $"/api/scheduling/bookings/{Id(bookings[0])}/cancellation", new { reason = "Ill" });
        Assert.Equal(Id(bookings[1]), cancelled.GetProperty("bundleStillStanding")[0].GetGuid());
        await DoneAsync(gp, $"/api/scheduling/bundles/{made.GetProperty("bundleId").GetGuid()}/cancellation", new { reason = "Ill" });
        await ChargedAsync(finance, bookings[1], "commitment", "release");
    }

    [Fact]
    public async Task Who_waits_is_offered_a_time_that_one_of_two_callers_takes_and_the_referrer_reads_how_it_ended()
    {
        using var gp = await system.AsAsync("gp");
        using var coordinator = await system.AsAsync("care-coordinator");
        using var clinician = await system.AsAsync("team-clinician");
        using var finance = await system.AsAsync("finance-council");
        var service = await Neighbourhood.FindServiceAsync(gp, Service);
        var referral = Id(await DoneAsync(gp, "/api/scheduling/referrals", Referral(service)));
        await DoneAsync(gp, $"/api/scheduling/referrals/{referral}/waiting", new { });
        var offer = Guid.Empty;
        await Eventually.Async(async () =>
        {
            var offers = (await Neighbourhood.GetAsync(coordinator, $"/api/scheduling/referrals/{referral}/offers")).GetProperty("items");
            if (offers.GetArrayLength() == 0) return false;
            offer = Id(offers[0]);
            return true;
        });

        var answers = await Task.WhenAll(new[] { gp, coordinator }.Select(caller => Neighbourhood.PostAsync(
            caller, $"/api/scheduling/referrals/{referral}/offers/{offer}/acceptance", new { }, Guid.NewGuid().ToString())));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.Status).Order());
        var booking = answers.Single(a => a.Status == HttpStatusCode.OK).Body;
        await ChargedAsync(finance, booking, "commitment");
        await DoneAsync(clinician, $"/api/scheduling/bookings/{Id(booking)}/attendance", new { outcome = "attended" });
        await ChargedAsync(finance, booking, "commitment", "spend");
        var (_, outcomes) = await Neighbourhood.PostAsync(gp, "/api/scheduling/referrals/search", new { list = "outcomes", pageSize = 200 });
        Assert.Contains(outcomes.GetProperty("items").EnumerateArray(), o => Id(o.GetProperty("standing")) == referral);
    }

    [Fact]
    public async Task One_booking_is_the_same_in_the_calendar_in_fhir_and_in_the_letter()
    {
        using var gp = await system.AsAsync("gp");
        using var clinician = await system.AsAsync("team-clinician");
        var service = await Neighbourhood.FindServiceAsync(gp, Service);
        var (status, booking) = await Neighbourhood.BookAsync(gp, (await SlotsAsync(gp, service, daysAhead: 5))[0]);
        Assert.Equal(HttpStatusCode.Created, status);
        var (reference, begins) = (Text(booking, "reference"), Start(booking).ToUniversalTime());

        var calendar = await gp.GetStringAsync(new Uri($"/api/scheduling/bookings/{Id(booking)}/calendar", UriKind.Relative), Cancelled);
        var appointment = await Neighbourhood.GetAsync(gp, $"/fhir/r4/Appointment/{Id(booking)}");
        var told = await Neighbourhood.GetAsync(gp, $"/api/scheduling/bookings/{Id(booking)}/messages");

        Assert.Contains($"DTSTART:{begins:yyyyMMdd'T'HHmmss'Z'}", calendar, StringComparison.Ordinal);
        Assert.Contains(reference, calendar, StringComparison.Ordinal);
        Assert.DoesNotContain("Marker", calendar, StringComparison.Ordinal);
        Assert.Equal(("booked", begins), (Text(appointment, "status"), Start(appointment).ToUniversalTime()));
        Assert.Equal(reference, Text(appointment.GetProperty("identifier")[0], "value"));
        Assert.Equal("confirmation", Text(told.GetProperty("items")[0], "kind"));
    }

    [Fact]
    public async Task A_members_calendar_opens_to_who_has_its_address_until_it_is_revoked()
    {
        using var coordinator = await system.AsAsync("care-coordinator");
        using var anybody = system.Anonymous();
        var team = await TeamAsync(coordinator, "Central neighbourhood nursing team");
        var member = Id((await Neighbourhood.GetAsync(coordinator, $"/api/scheduling/teams/{team}")).GetProperty("members")[0]);
        var feed = await DoneAsync(coordinator, $"/api/scheduling/members/{member}/calendar-feeds", new { });
        var address = new Uri(Text(feed, "address"), UriKind.Relative);

        Assert.Contains("BEGIN:VCALENDAR", await anybody.GetStringAsync(address, Cancelled), StringComparison.Ordinal);
        using var revoked = await coordinator.DeleteAsync(new Uri($"/api/scheduling/calendar-feeds/{Id(feed)}", UriKind.Relative), Cancelled);
        using var after = await anybody.GetAsync(address, Cancelled);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (revoked.StatusCode, after.StatusCode));
        Assert.DoesNotContain(Text(feed, "address").Split('=')[1], system.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_previewed_reseating_changes_nothing_until_it_is_done()
    {
        using var gp = await system.AsAsync("gp");
        using var coordinator = await system.AsAsync("care-coordinator");
        var service = await Neighbourhood.FindServiceAsync(gp, Service);
        var slot = (await SlotsAsync(gp, service, daysAhead: 12))[0];
        var (team, day) = (slot.GetProperty("teamId").GetGuid(), Start(slot).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var (_, booking) = await Neighbourhood.BookAsync(gp, slot);
        var member = (await Neighbourhood.GetAsync(coordinator, $"/api/scheduling/teams/{team}/day?date={day}")).GetProperty("entries")
            .EnumerateArray().Single(e => e.GetProperty("bookingId").GetGuid() == Id(booking)).GetProperty("memberId").GetGuid();
        var absence = new { resourceId = member, kind = "leave", firstDay = day, lastDay = day };

        var (shown, preview) = await Neighbourhood.PostAsync(coordinator, $"/api/scheduling/teams/{team}/reseating/preview", new { absence });

        Assert.Equal(HttpStatusCode.OK, shown);
        Assert.Contains(preview.GetProperty("proposals").EnumerateArray(), p => p.GetProperty("bookingId").GetGuid() == Id(booking));
        Assert.Equal(Start(booking), Start(await Neighbourhood.GetAsync(gp, $"/api/scheduling/bookings/{Id(booking)}")));
        var done = await DoneAsync(coordinator, $"/api/scheduling/teams/{team}/reseating", new { token = Text(preview, "token"), absence, moveTimes = true });
        var moved = done.GetProperty("moved").EnumerateArray().Single(p => p.GetProperty("bookingId").GetGuid() == Id(booking));
        Assert.Equal(moved.GetProperty("newStart").GetDateTimeOffset(), Start(await Neighbourhood.GetAsync(gp, $"/api/scheduling/bookings/{Id(booking)}")));
        using var gone = await coordinator.DeleteAsync(
            new Uri($"/api/scheduling/absences/{done.GetProperty("absenceId").GetGuid()}", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task A_round_outlives_the_service_that_plans_it_and_is_published_as_the_teams_day()
    {
        using var coordinator = await system.AsAsync("care-coordinator");
        using var clinician = await system.AsAsync("team-clinician");
        var team = await TeamAsync(coordinator, "Home nursing team");
        var members = (await Neighbourhood.GetAsync(coordinator, $"/api/scheduling/teams/{team}")).GetProperty("members").EnumerateArray().Take(2);
        var day = TimeProvider.System.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var round = Id(await DoneAsync(coordinator, $"/api/scheduling/teams/{team}/rounds", new
        {
            date = day, seconds = 5,
            carers = members.Select(m => new { memberId = Id(m), shiftStart = $"{day}T08:00:00Z", shiftEnd = $"{day}T16:00:00Z", start = At(0) }),
            visits = Enumerable.Range(1, 12).Select(i => new
            {
                id = Guid.NewGuid(), at = At(i * 0.0037), durationMinutes = 20, windowStart = $"{day}T09:00:00Z", windowEnd = $"{day}T13:00:00Z",
            }),
        }));
        await system.ControlAsync("kill scheduling");
        await system.ControlAsync("start scheduling");
        await system.HealthyAsync("scheduling");

        await Eventually.Async(async () => Text(await Neighbourhood.GetAsync(coordinator, $"/api/scheduling/teams/{team}/rounds/{round}"), "status") == "planned",
            TimeSpan.FromSeconds(90), "The round's plan");
        await DoneAsync(coordinator, $"/api/scheduling/teams/{team}/rounds/{round}/publication", new { });

        Assert.Equal(12, (await DayAsync()).GetArrayLength());
        Assert.Equal(round, Id((await Neighbourhood.GetAsync(clinician, $"/api/scheduling/teams/{team}/rounds?date={day}")).GetProperty("items")[0]));
        await DoneAsync(coordinator, $"/api/scheduling/teams/{team}/rounds/{round}/withdrawal", new { });
        Assert.Equal(0, (await DayAsync()).GetArrayLength());

        async Task<JsonElement> DayAsync() =>
            (await Neighbourhood.GetAsync(clinician, $"/api/scheduling/teams/{team}/day?date={day}")).GetProperty("visits");
    }

    private static object At(double east) => new { latitude = 53.54 + (east / 3), longitude = -2.12 + east };

    private static Dictionary<string, JsonElement> Several(Guid[] holdIds) => With(new { holdIds });

    private static Dictionary<string, JsonElement> Referral(Guid serviceId) => With(new { serviceId, neighbourhoodCode = "central" });

    // What every booking says of the person, beside what this one says.
    private static Dictionary<string, JsonElement> With(object own)
    {
        var said = JsonSerializer.SerializeToElement(Neighbourhood.Booking(Guid.Empty)).EnumerateObject()
            .Where(p => p.Name != "holdId").ToDictionary(p => p.Name, p => p.Value);
        foreach (var p in JsonSerializer.SerializeToElement(own).EnumerateObject()) said[p.Name] = p.Value;
        return said;
    }

    private static async Task<JsonElement> DoneAsync(HttpClient caller, string path, object body)
    {
        var (status, answer) = await Neighbourhood.PostAsync(caller, path, body, Guid.NewGuid().ToString());
        Assert.True((int)status is >= 200 and < 300, $"{path}: {(int)status} {answer}");
        return answer;
    }

    private static async Task<JsonElement[]> SlotsAsync(HttpClient caller, Guid service, int daysAhead)
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(daysAhead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var slots = await Neighbourhood.GetAsync(caller, $"/api/scheduling/slots?serviceId={service}&neighbourhood=central&from={from}");
        return [.. slots.GetProperty("items").EnumerateArray()];
    }

    private static async Task<Guid> TeamAsync(HttpClient caller, string name) =>
        Id((await Neighbourhood.GetAsync(caller, "/api/scheduling/teams?pageSize=200")).GetProperty("items").EnumerateArray()
            .Single(t => Text(t, "name") == name));

    private static Task ChargedAsync(HttpClient finance, JsonElement booking, params string[] charges) =>
        Eventually.Async(async () => (await Neighbourhood.ChargesAsync(finance))[Id(booking)].SequenceEqual(charges), TimeSpan.FromSeconds(60),
            $"{string.Join(", ", charges)} of a booking");

    private static Guid[] HoldIds(JsonElement held) => [.. held.GetProperty("holds").EnumerateArray().Select(h => h.GetProperty("holdId").GetGuid())];

    private static Guid Id(JsonElement one) => one.GetProperty("id").GetGuid();

    private static string Text(JsonElement one, string name) => one.GetProperty(name).GetString()!;

    private static DateTimeOffset Start(JsonElement one) => one.GetProperty("start").GetDateTimeOffset();
}
