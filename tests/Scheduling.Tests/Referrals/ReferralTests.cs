using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests.Referrals;

public class ReferralTests(Place place)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_referral_is_taken_on_booked_and_seen_and_its_referrer_reads_the_outcome()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));

        Assert.Equal([referral], await clinician.ListAsync("worklist", team.Service));
        Assert.Empty(await gp.ListAsync("worklist", team.Service));
        await clinician.DecidedAsync(referral, "acceptance", new { teamId = team.Id });
        var booking = await (await clinician.BookForAsync(referral, team.Service)).BookingAsync();
        Assert.Equal("booked", await gp.StageAsync(referral));
        Assert.Empty(await gp.ListAsync("outcomes", team.Service));
        (await clinician.SayAsync(booking.Id, "attendance", new { outcome = "attended" })).EnsureSuccessStatusCode();

        Assert.Equal([referral], await gp.ListAsync("outcomes", team.Service));
        await gp.DecidedAsync(referral, "outcome-seen", new { });
        await gp.DecidedAsync(referral, "outcome-seen", new { });
        Assert.Empty(await gp.ListAsync("outcomes", team.Service));
        Assert.Equal(["received", "accepted", "booked", "seen", "outcomeSeen"], await gp.StepsAsync(referral));
        var closed = await place.Host.Events.NextAsync<ReferralClosed>(e => e.ReferralId == referral);
        Assert.Equal(("seen", team.Id), (closed.Outcome, closed.TeamId));
    }

    [Fact]
    public async Task An_outcome_that_many_note_at_once_is_noted_once()
    {
        var (team, gp) = (await place.Host.OpenTeamAsync(), place.Host.Gp());
        using var clinician = place.Host.Clinician();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));
        await clinician.DecidedAsync(referral, "advice", new { advice = Referring.Advice });

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => gp.DecideAsync(referral, "outcome-seen", new { })));

        Assert.All(answers, answer => Assert.Equal(200, (int)answer.StatusCode));
        Assert.Single(await gp.StepsAsync(referral), "outcomeSeen");
    }

    [Fact]
    public async Task What_comes_back_with_advice_says_so_to_its_referrer_alone()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var body = Referring.To(team.Service);
        body["kind"] = "adviceRequest";
        var (question, referral) = (await gp.ReferredAsync(body), await gp.ReferredAsync(Referring.To(team.Service)));

        Assert.Equal((409, "referral.advice-only"), await (await clinician.DecideAsync(question, "acceptance", new { teamId = team.Id })).RefusalAsync());
        Assert.Equal((409, "referral.advice-only"), await (await gp.DecideAsync(question, "waiting", new { })).RefusalAsync());
        foreach (var asked in (Guid[])[question, referral])
        {
            await clinician.DecidedAsync(asked, "advice", new { advice = Referring.Advice });
            Assert.Equal(Referring.Advice, (await gp.SeeAsync($"referrals/{asked}")).GetProperty("advice").GetString());
            Assert.Equal((409, "referral.closed"), await (await clinician.DecideAsync(asked, "advice", new { advice = "another" })).RefusalAsync());
        }

        Assert.Equal([question, referral], await gp.ListAsync("outcomes", team.Service));
        Assert.Equal("returnedWithAdvice", (await place.Host.Events.NextAsync<ReferralClosed>(e => e.ReferralId == question)).Outcome);
        Assert.Equal(0L, await place.Host.ScalarAsync<long>(
            "SELECT count(*) FROM outbox_seen WHERE body::text LIKE '%Unmistakable%' OR body::text LIKE '%9434765919%'"));
        Assert.DoesNotContain(place.Log.Lines, line => line.Contains("Unmistakable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_a_booking_falls_away_somebody_must_act_again()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));

        var cancelled = await (await gp.BookForAsync(referral, team.Service)).BookingAsync();
        Assert.Equal((409, "referral.booked"), await (await gp.DecideAsync(referral, "withdrawal", new { reason = "too soon" })).RefusalAsync());
        (await gp.SayAsync(cancelled.Id, "cancellation", new { reason = "ill" })).EnsureSuccessStatusCode();
        Assert.Equal([referral], await clinician.ListAsync("worklist", team.Service));
        var missed = await (await clinician.BookForAsync(referral, team.Service)).BookingAsync();
        (await clinician.SayAsync(missed.Id, "attendance", new { outcome = "didNotAttend" })).EnsureSuccessStatusCode();

        Assert.Equal(["received", "booked", "bookingCancelled", "booked", "didNotAttend"], await gp.StepsAsync(referral));
        Assert.True((await gp.SeeAsync($"referrals/{referral}")).GetProperty("standing").TryGetProperty("actBy", out _));
        await gp.DecidedAsync(referral, "withdrawal", new { reason = "moved away" });
        Assert.Equal("withdrawn", await clinician.StageAsync(referral));
        Assert.Empty(await gp.ListAsync("outcomes", team.Service));
    }

    [Fact]
    public async Task Of_two_bookings_for_one_referral_at_once_one_stands()
    {
        var team = await place.Host.OpenTeamAsync(members: 6);
        using var gp = place.Host.Gp();
        for (var round = 0; round < 5; round++)
        {
            var referral = await gp.ReferredAsync(Referring.To(team.Service));
            var holds = new List<Guid>();
            foreach (var slot in (await gp.SlotsAsync(team.Service, "&limit=4"))) holds.Add(await gp.HoldIdAsync(slot.SlotId));
            var answers = await Task.WhenAll(holds.Select(hold =>
            {
                var body = A.Booking(hold);
                body["referralId"] = referral;
                return gp.BookAsync(body);
            }));

            Assert.Single(answers, a => (int)a.StatusCode == 201);
            foreach (var refused in answers.Where(a => (int)a.StatusCode != 201)) Assert.Equal((409, "referral.booked"), await refused.RefusalAsync());
        }
    }

    [Fact]
    public async Task Only_the_person_and_the_service_of_a_referral_are_booked_for_it()
    {
        var (team, other) = (await place.Host.OpenTeamAsync(), await place.Host.OpenTeamAsync());
        using var gp = place.Host.Gp();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));

        Assert.Equal((422, "referral.other-service"), await (await gp.BookForAsync(referral, other.Service)).RefusalAsync());
        Assert.Equal((422, "referral.other-person"), await (await gp.BookForAsync(referral, team.Service, "9000000009")).RefusalAsync());
        Assert.Equal((404, "referral.unknown"), await (await gp.BookForAsync(Guid.NewGuid(), team.Service)).RefusalAsync());
        Assert.Equal("received", await gp.StageAsync(referral));
    }

    [Fact]
    public async Task A_referral_does_not_exist_for_those_who_have_nothing_to_do_with_it()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));
        foreach (var stranger in new[] { place.Host.Gp("practice-2"), place.Host.Clinician("elsewhere"), place.Host.Coordinator("elsewhere") })
        {
            Assert.Equal((404, "referral.unknown"),
                await (await stranger.GetAsync($"/api/scheduling/referrals/{referral}", Cancelled)).RefusalAsync());
            Assert.Equal((404, "referral.unknown"), await (await stranger.DecideAsync(referral, "waiting", new { })).RefusalAsync());
            Assert.Equal((404, "referral.unknown"), await (await stranger.BookForAsync(referral, team.Service)).RefusalAsync());
            Assert.Empty(await stranger.ListAsync("all", team.Service));
        }

        using var clinician = place.Host.Clinician();
        using var elsewhere = place.Host.Clinician("elsewhere");
        Assert.Equal((404, "referral.unknown"), await (await elsewhere.DecideAsync(referral, "advice", new { advice = "mine" })).RefusalAsync());
        Assert.Equal((403, "referral.not-yours"), await (await clinician.DecideAsync(referral, "withdrawal", new { reason = "mine" })).RefusalAsync());
        var other = await place.Host.OpenTeamAsync();
        Assert.Equal((422, "referral.team-unfit"), await (await clinician.DecideAsync(referral, "acceptance", new { teamId = other.Id })).RefusalAsync());
        using var doctor = place.Host.Gp();
        Assert.Equal((403, "request.forbidden"), await (await doctor.DecideAsync(referral, "advice", new { advice = "own" })).RefusalAsync());
    }

    [Theory]
    [InlineData("""{"access":["stairs"]}""")]
    [InlineData("""{"interpreterLanguage":"not a language"}""")]
    [InlineData("""{"wellbeing":["happiness"]}""")]
    [InlineData("""{"shoeSize":9}""")]
    public async Task Needs_that_make_no_sense_are_refused(string needs)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var body = Referring.To(team.Service);
        body["needs"] = System.Text.Json.Nodes.JsonNode.Parse(needs);

        Assert.Equal((400, "request.invalid"), await (await gp.ReferAsync(body)).RefusalAsync());
        Assert.Empty(await gp.ListAsync("all", team.Service));
    }

    [Fact]
    public async Task A_closed_service_is_asked_for_nothing_and_one_that_is_sent_twice_is_one()
    {
        var (closed, open) = (Guid.CreateVersion7(), await place.Host.OpenTeamAsync());
        await place.Host.OpenTeamAsync(A.Team([closed]));
        await place.Host.PublishAsync(A.Service(closed, version: 2, status: "closed"));
        using var gp = place.Host.Gp();

        await Eventually.Passes(async () =>
            Assert.Equal((409, "referral.service-closed"), await (await gp.ReferAsync(Referring.To(closed))).RefusalAsync()));
        Assert.Equal((404, "service.unknown"), await (await gp.ReferAsync(Referring.To(Guid.NewGuid()))).RefusalAsync());
        var (key, body) = ($"{Guid.NewGuid()}", Referring.To(open.Service));
        (await gp.ReferAsync(body, key)).EnsureSuccessStatusCode();
        (await gp.ReferAsync(body, key)).EnsureSuccessStatusCode();
        Assert.Single(await gp.ListAsync("all", open.Service));
    }

    [Fact]
    public async Task How_a_referral_ended_is_never_rewritten()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var (open, closed) = (await gp.ReferredAsync(Referring.To(team.Service)), await gp.ReferredAsync(Referring.To(team.Service)));
        await gp.DecidedAsync(closed, "withdrawal", new { reason = "so that it is closed" });

        foreach (var attack in (string[])["closed_at = NULL", "stage = 'Seen'", "advice = '\\x01'", "person_key = 'x'", "sequence = 9",
            "erased_at = now()"])
            await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync($"UPDATE service_requests SET {attack} WHERE id = '{closed}'"));
        foreach (var attack in (string[])["received_at = now()", "priority = 'Urgent'", "stage = 'Booked'", "due_by = now()", "nhs_number = NULL"])
            await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync($"UPDATE service_requests SET {attack} WHERE id = '{open}'"));
        await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync($"DELETE FROM service_requests WHERE id = '{open}'"));
        await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync($"DELETE FROM service_request_history WHERE request = '{open}'"));
    }
}
