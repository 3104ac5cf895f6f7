using System.Text.Json;
using IntegratedCare.Scheduling.WaitingList;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests.Referrals;

public class WaitingListTests(Place place)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cancelled_time_is_offered_to_who_needs_it_most_and_booked_when_they_take_it()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        var taken = await FillAsync(gp, team.Service);
        var (routine, urgent) = (await WaitingAsync(gp, team.Service, "routine"), await WaitingAsync(gp, team.Service, "urgent"));
        await OfferAsync();
        Assert.Empty(await gp.ListAsync("offered", team.Service));

        (await gp.SayAsync(taken[^1].Id, "cancellation", new { reason = "ill" })).EnsureSuccessStatusCode();
        var offer = await OfferedAsync(gp, urgent);

        Assert.Equal([urgent], await gp.ListAsync("offered", team.Service));
        Assert.Equal(taken[^1].Start, offer.GetProperty("start").GetDateTimeOffset());
        Assert.Empty(await gp.SlotsAsync(team.Service, "&limit=1"));
        var answer = await gp.DecideAsync(urgent, $"offers/{offer.GetProperty("id").GetGuid()}/acceptance", new { });
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("booked", await gp.StageAsync(urgent));
        Assert.Equal("waiting", await gp.StageAsync(routine));
        Assert.Equal(["received", "joinedWaitingList", "timeOffered", "booked"], await gp.StepsAsync(urgent));
        Assert.Equal((409, "offer.answered"),
            await (await gp.DecideAsync(urgent, $"offers/{offer.GetProperty("id").GetGuid()}/refusal", new { })).RefusalAsync());
    }

    [Fact]
    public async Task A_time_that_is_declined_or_not_answered_goes_to_the_next_one()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        var taken = await FillAsync(gp, team.Service);
        var (first, second, third) = (await WaitingAsync(gp, team.Service, "urgent"), await WaitingAsync(gp, team.Service, "soon"),
            await WaitingAsync(gp, team.Service, "routine"));
        (await gp.SayAsync(taken[^1].Id, "cancellation", new { reason = "ill" })).EnsureSuccessStatusCode();

        var offer = await OfferedAsync(gp, first);
        (await gp.DecideAsync(first, $"offers/{offer.GetProperty("id").GetGuid()}/refusal", new { })).EnsureSuccessStatusCode();
        offer = await OfferedAsync(gp, second);
        await LapseAsync(second);
        Assert.Equal((410, "offer.lapsed"),
            await (await gp.DecideAsync(second, $"offers/{offer.GetProperty("id").GetGuid()}/acceptance", new { })).RefusalAsync());
        offer = await OfferedAsync(gp, third);

        Assert.Equal(taken[^1].Start, offer.GetProperty("start").GetDateTimeOffset());
        Assert.Contains("offerDeclined", await gp.StepsAsync(first));
        Assert.Contains("offerLapsed", await gp.StepsAsync(second));
        Assert.Equal(("waiting", "waiting"), (await gp.StageAsync(first), await gp.StageAsync(second)));
    }

    [Fact]
    public async Task Who_lets_three_offers_go_by_is_on_the_worklist_again()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        var referral = await WaitingAsync(gp, team.Service, "soon");
        for (var i = 0; i < 3; i++)
        {
            await OfferedAsync(gp, referral);
            await LapseAsync(referral);
            await OfferAsync();
        }

        Assert.Equal("accepted", await gp.StageAsync(referral));
        Assert.Equal("leftWaitingList", (await gp.StepsAsync(referral))[^1]);
        var starts = (await gp.SeeAsync($"referrals/{referral}/offers")).GetProperty("items").EnumerateArray()
            .Select(o => o.GetProperty("start").GetDateTimeOffset()).ToList();
        Assert.Equal(starts.Count, starts.Distinct().Count());
    }

    [Fact]
    public async Task Nobody_is_offered_what_they_cannot_come_to()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        var notBefore = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(9);
        var later = await gp.ReferredAsync(Referring.To(team.Service));
        await gp.DecidedAsync(later, "waiting", new { notBefore });
        var elsewhere = await gp.ReferredAsync(Referring.To(team.Service, neighbourhood: "elsewhere"));
        await gp.DecidedAsync(elsewhere, "waiting", new { });

        var offer = await OfferedAsync(gp, later);
        Assert.True(offer.GetProperty("start").GetDateTimeOffset() >= new DateTimeOffset(notBefore, TimeOnly.MinValue, TimeSpan.Zero));
        Assert.Empty((await gp.SeeAsync($"referrals/{elsewhere}/offers")).GetProperty("items").EnumerateArray());
        var willing = await gp.ReferredAsync(Referring.To(team.Service, neighbourhood: "elsewhere"));
        await gp.DecidedAsync(willing, "waiting", new { anyNeighbourhood = true });
        await OfferedAsync(gp, willing);
    }

    [Fact]
    public async Task However_many_wait_for_whom_nothing_is_free_the_next_one_is_offered_what_is()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        for (var i = 0; i < 21; i++)
            await gp.DecidedAsync(await gp.ReferredAsync(Referring.To(team.Service, "urgent", neighbourhood: "elsewhere")), "waiting", new { });
        var behind = await WaitingAsync(gp, team.Service, "routine");

        await OfferedAsync(gp, behind);

        Assert.Equal([behind], await gp.ListAsync("offered", team.Service));
    }

    [Fact]
    public async Task Many_workers_at_once_offer_each_time_once_and_each_person_one()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        var waiting = new List<Guid>();
        for (var i = 0; i < 12; i++) waiting.Add(await WaitingAsync(gp, team.Service, "soon"));
        await Eventually.Async(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OfferAsync()));
            return (await gp.ListAsync("offered", team.Service)).Count == waiting.Count;
        }, TimeSpan.FromSeconds(90));

        Assert.Equal(12L, await place.Host.ScalarAsync<long>(
            $"""
             SELECT count(DISTINCT (o.member, o.starts_at)) FROM waiting_list_offers o JOIN service_requests r ON r.id = o.request
             WHERE r.service = '{team.Service}' AND o.state = 'Open'
             """));
        var first = waiting[0];
        var offer = (await gp.SeeAsync($"referrals/{first}/offers")).GetProperty("items")[0].GetProperty("id").GetGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            gp.DecideAsync(first, $"offers/{offer}/{(i % 2 == 0 ? "acceptance" : "refusal")}", new { })));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.All(answers, a => Assert.True((int)a.StatusCode < 500));
    }

    [Fact]
    public async Task Another_takes_a_withdrawn_persons_time_and_no_stranger_answers_for_anybody()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        var referral = await WaitingAsync(gp, team.Service, "soon");
        var offer = await OfferedAsync(gp, referral);
        using var stranger = place.Host.Gp("practice-2");
        var path = $"offers/{offer.GetProperty("id").GetGuid()}/acceptance";

        Assert.Equal((404, "referral.unknown"), await (await stranger.DecideAsync(referral, path, new { })).RefusalAsync());
        Assert.Equal((404, "offer.unknown"), await (await gp.DecideAsync(referral, $"offers/{Guid.NewGuid()}/acceptance", new { })).RefusalAsync());
        await gp.DecidedAsync(referral, "withdrawal", new { reason = "moved away" });
        await OfferAsync();
        Assert.Equal((410, "offer.lapsed"), await (await gp.DecideAsync(referral, path, new { })).RefusalAsync());
        Assert.Equal(offer.GetProperty("start").GetDateTimeOffset(),
            (await gp.SlotsAsync(team.Service, "&limit=500")).Single(s => s.Start == offer.GetProperty("start").GetDateTimeOffset()).Start);
    }

    [Fact]
    public async Task The_database_asks_one_person_about_one_time_at_a_time()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        var referral = await WaitingAsync(gp, team.Service, "soon");
        await OfferedAsync(gp, referral);

        await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync(
            $"""
             INSERT INTO waiting_list_offers SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'hold', gen_random_uuid()))).*
             FROM waiting_list_offers o WHERE request = '{referral}'
             """));
    }

    [Fact]
    public async Task Waits_are_measured_without_anybodys_name()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        await gp.ReferredAsync(Referring.To(team.Service, "urgent"));
        await WaitingAsync(gp, team.Service, "routine");
        using var clinician = place.Host.Clinician();
        var seen = await gp.ReferredAsync(Referring.To(team.Service, "routine"));
        var booking = await (await gp.BookForAsync(seen, team.Service)).BookingAsync();
        (await clinician.SayAsync(booking.Id, "attendance", new { outcome = "attended" })).EnsureSuccessStatusCode();

        var measures = (await clinician.SeeAsync($"waiting-list/measures?serviceId={team.Service}")).GetProperty("items");

        Assert.Equal(["urgent", "routine"], measures.EnumerateArray().Select(m => m.GetProperty("priority").GetString()));
        var routine = measures[1];
        Assert.Equal((1, 1, 1, 1), (Number(routine, "open"), Number(routine, "waiting"), Number(routine, "seen"), Number(routine, "seenWithinStandard")));
        Assert.DoesNotContain(A.FamilyName, measures.GetRawText(), StringComparison.Ordinal);
    }

    private static int Number(JsonElement measure, string name) => measure.GetProperty(name).GetInt32();

    private static async Task<Guid> WaitingAsync(HttpClient gp, Guid service, string priority)
    {
        var referral = await gp.ReferredAsync(Referring.To(service, priority));
        await gp.DecidedAsync(referral, "waiting", new { });
        return referral;
    }

    /// <summary>Books everything that the service's one member has within the horizon, which is made short; the last is far enough ahead to be offered.</summary>
    private async Task<IReadOnlyList<BookingSeen>> FillAsync(HttpClient gp, Guid service)
    {
        // What is left free would be offered instead of what is cancelled: everything but a few times is claimed for nobody's hold.
        var slots = (await gp.SlotsAsync(service, "&limit=500&to=" + Day(40))).ToList();
        var member = await place.Host.ScalarAsync<Guid>(
            $"SELECT m.id FROM team_members m JOIN team_offers o ON o.team_id = m.team_id WHERE o.service = '{service}'");
        var bookings = new List<BookingSeen>();
        foreach (var slot in slots.Where(s => s.Start > TimeProvider.System.GetUtcNow().AddDays(3)).Take(2))
        {
            var answer = await gp.BookAsync(A.Booking(await gp.HoldIdAsync(slot.SlotId)));
            bookings.Add(await answer.BookingAsync());
        }

        await place.Host.ExecuteAsync(
            $"""
             INSERT INTO absences (id, resource, starts_at, ends_at, kind, entered_by_subject, entered_at)
             VALUES (gen_random_uuid(), '{member}', now() - interval '1 day', '{bookings[0].Start:O}', 'Leave', 'test', now()),
                 (gen_random_uuid(), '{member}', '{bookings[^1].Start.AddMinutes(30):O}', now() + interval '400 days', 'Leave', 'test', now())
             """);
        return bookings;
    }

    private static string Day(int ahead) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(ahead).ToString("O");

    private async Task<JsonElement> OfferedAsync(HttpClient gp, Guid referral)
    {
        JsonElement offer = default;
        await Eventually.Async(async () =>
        {
            await OfferAsync();
            var open = (await gp.SeeAsync($"referrals/{referral}/offers")).GetProperty("items").EnumerateArray()
                .Where(o => o.GetProperty("state").GetString() == "open").ToList();
            if (open.Count == 1) offer = open[0];
            return open.Count == 1;
        }, TimeSpan.FromSeconds(60), "An offer");
        return offer;
    }

    private Task<int> OfferAsync() =>
        place.Host.Services.GetServices<IHostedService>().OfType<OfferWorker>().Single().WorkAsync(Cancelled);

    private Task LapseAsync(Guid referral) => place.Host.ExecuteAsync(
        $"UPDATE waiting_list_offers SET answer_by = now() - interval '1 minute' WHERE request = '{referral}' AND state = 'Open'");
}
