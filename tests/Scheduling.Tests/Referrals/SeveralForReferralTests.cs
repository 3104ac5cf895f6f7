using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.Scheduling.Tests.Referrals;

/// <summary>A series or a bundle answers a referral as one booking does, and what becomes of one of them is said of the referral only where none is left.</summary>
public class SeveralForReferralTests(Place place)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_referral_is_booked_by_the_first_of_a_series_and_by_the_next_where_that_falls_away()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));
        var bookings = Ids(await BookAsync(gp, "bookings/series", await SeriesAsync(gp, team, 3), referral));
        Assert.Equal(("booked", bookings[0]), await StandingAsync(gp, referral));

        await coordinator.SayAsync(bookings[1], "cancellation", new { reason = "Not needed" });
        Assert.Equal(("booked", bookings[0]), await StandingAsync(gp, referral));
        await coordinator.SayAsync(bookings[0], "cancellation", new { reason = "Not needed" });
        Assert.Equal(("booked", bookings[2]), await StandingAsync(gp, referral));
        Assert.Equal((409, "referral.booked"), await (await gp.DecideAsync(referral, "withdrawal", new { reason = "Moved away" })).RefusalAsync());
        await coordinator.SayAsync(bookings[2], "cancellation", new { reason = "Not needed" });

        Assert.Equal(("accepted", null), await StandingAsync(gp, referral));
        Assert.Equal(["received", "booked", "bookingCancelled", "bookingCancelled"], await gp.StepsAsync(referral));
    }

    [Fact]
    public async Task A_series_that_is_given_up_as_one_leaves_the_referral_to_be_acted_on_at_once()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));
        var made = await BookAsync(gp, "bookings/series", await SeriesAsync(gp, team, 4), referral);

        await gp.SayAsync($"bookings/series/{made.GetProperty("seriesId").GetGuid()}/cancellation", new { reason = "Healed" });

        Assert.Equal(("accepted", null), await StandingAsync(gp, referral));
        Assert.Equal(["received", "booked", "bookingCancelled"], await gp.StepsAsync(referral));
    }

    [Fact]
    public async Task However_the_cancellations_of_a_series_cross_the_referral_ends_without_a_booking()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        for (var round = 0; round < 6; round++)
        {
            var referral = await gp.ReferredAsync(Referring.To(team.Service));
            var bookings = Ids(await BookAsync(gp, "bookings/series", await SeriesAsync(gp, team, 5), referral));

            var answers = await Task.WhenAll(bookings.Select(b => coordinator.SayAsync(b, "cancellation", new { reason = "Not needed" })));

            Assert.All(answers, answer => Assert.Equal(200, (int)answer.StatusCode));
            Assert.Equal(("accepted", null), await StandingAsync(gp, referral));
        }
    }

    [Fact]
    public async Task Of_a_bundle_the_step_of_the_referrals_service_answers_it()
    {
        var team = await place.Host.OpenTeamAsync(services: 2);
        using var gp = place.Host.Gp();
        var referral = await gp.ReferredAsync(Referring.To(team.Services[1]));
        var bookings = Ids(await BookAsync(gp, "bundles", await BundleAsync(gp, team), referral));
        Assert.Equal(("booked", bookings[1]), await StandingAsync(gp, referral));

        await gp.SayAsync(bookings[0], "cancellation", new { reason = "Bled elsewhere" });
        Assert.Equal(("booked", bookings[1]), await StandingAsync(gp, referral));
        await gp.SayAsync(bookings[1], "cancellation", new { reason = "Not needed" });

        Assert.Equal(("accepted", null), await StandingAsync(gp, referral));
    }

    [Fact]
    public async Task A_referral_that_cannot_be_answered_so_keeps_nothing_of_what_was_asked()
    {
        var team = await place.Host.OpenTeamAsync(services: 3);
        using var gp = place.Host.Gp();
        using var other = place.Host.Gp("practice-2");
        var (elsewhere, theirs) = (await gp.ReferredAsync(Referring.To(team.Services[2])), await other.ReferredAsync(Referring.To(team.Service, neighbourhood: null)));
        var someone = Referring.To(team.Service);
        someone["person"]!["nhsNumber"] = "9434765870";
        var anothers = await gp.ReferredAsync(someone);
        var holds = await BundleAsync(gp, team);

        Assert.Equal((422, "referral.other-service"), await (await AskAsync(gp, "bundles", holds, elsewhere)).RefusalAsync());
        Assert.Equal((422, "referral.other-person"), await (await AskAsync(gp, "bundles", holds, anothers)).RefusalAsync());
        Assert.Equal((404, "referral.unknown"), await (await AskAsync(gp, "bundles", holds, theirs)).RefusalAsync());

        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE team = '{team.Id}'"));
        var referral = await gp.ReferredAsync(Referring.To(team.Service));
        Assert.Equal(2, Ids(await BookAsync(gp, "bundles", holds, referral)).Count);
        Assert.Equal((409, "referral.booked"), await (await AskAsync(gp, "bookings/series", await SeriesAsync(gp, team, 2), referral)).RefusalAsync());
    }

    private static async Task<(string? Stage, Guid? Booking)> StandingAsync(HttpClient client, Guid referral)
    {
        var standing = (await client.SeeAsync($"referrals/{referral}")).GetProperty("standing");
        return (standing.GetProperty("stage").GetString(), standing.TryGetProperty("bookingId", out var booking) ? booking.GetGuid() : null);
    }

    private static async Task<JsonElement> SeriesAsync(HttpClient client, TeamAtWork team, int count) => await client.SayAsync("holds/series",
        new { slotId = (await client.SlotsAsync(team.Service, "&limit=1")).Single().SlotId, count, everyDays = 1 });

    private static async Task<JsonElement> BundleAsync(HttpClient client, TeamAtWork team)
    {
        var found = await client.SayAsync("bundles/search", new
        {
            steps = new object[] { new { serviceId = team.Services[0] }, new { serviceId = team.Services[1], minDaysAfterPrevious = 3 } },
            neighbourhood = Asking.Neighbourhood,
        });
        var steps = found.GetProperty("items")[0].GetProperty("steps").EnumerateArray();
        return await client.SayAsync("bundles/holds", new { slotIds = steps.Select(s => s.GetProperty("slotId").GetString()) });
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string path, JsonElement held, Guid referral)
    {
        var body = A.Booking(Guid.Empty);
        body.Remove("holdId");
        body["holdIds"] = new JsonArray([.. held.GetProperty("holds").EnumerateArray().Select(h => (JsonNode)h.GetProperty("holdId").GetGuid())]);
        body["referralId"] = referral;
        return client.PostWithKeyAsync(path, body);
    }

    private static async Task<JsonElement> BookAsync(HttpClient client, string path, JsonElement held, Guid referral)
    {
        var answer = await AskAsync(client, path, held, referral);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ending));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
    }

    private static List<Guid> Ids(JsonElement made) => [.. made.GetProperty("bookings").EnumerateArray().Select(b => b.GetProperty("id").GetGuid())];
}
