using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>Rounds as coordinators ask for them.</summary>
public sealed class RoundTests(Place place)
{
    // Of no other test's people.
    private const string Nobodys = "9995551012";
    private const string AnotherNobodys = "9995551020";

    [Fact]
    public async Task A_day_is_planned_by_skills_windows_shifts_and_pairs_and_says_what_nobody_can_do()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var coordinator = place.Host.Coordinator();
        var ids = Rounding.Ids(4);
        var both = Rounding.Visit(ids[1], 0.02, skills: Rounding.SkillOfAll);
        both["second"] = new JsonObject { ["mode"] = "simultaneous", ["durationMinutes"] = 20 };
        var after = Rounding.Visit(ids[2], 0.03);
        after["second"] = new JsonObject
        {
            ["mode"] = "sequential", ["durationMinutes"] = 10, ["gapMinMinutes"] = 40, ["gapMaxMinutes"] = 60,
        };

        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(
            team.Members, Rounding.Visit(ids[0]), both, after, Rounding.Visit(ids[3], skills: "surgery")));

        var seen = await coordinator.RoundAsync(team.Id, round);
        var stops = seen.Stops();
        Assert.Equal(5, stops.Count);
        Assert.All(stops, stop => Assert.InRange(stop.Start, DateTimeOffset.Parse(Rounding.At("09:00")), DateTimeOffset.Parse(Rounding.At("13:00"))));
        var (first, second) = (stops.Single(s => s.Visit == ids[1] && !s.Second), stops.Single(s => s.Visit == ids[1] && s.Second));
        Assert.Equal((first.Start, TimeSpan.FromMinutes(30)), (second.Start, first.End - first.Start));
        Assert.NotEqual(first.Member, second.Member);
        var gap = stops.Single(s => s.Visit == ids[2] && s.Second).Start - stops.Single(s => s.Visit == ids[2] && !s.Second).Start;
        Assert.InRange(gap, TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(60));
        var left = Assert.Single(seen.GetProperty("plan").GetProperty("unassigned").EnumerateArray());
        Assert.Equal((ids[3], "nobodyAble"), (left.GetProperty("visitId").GetGuid(), left.GetProperty("why").GetString()));
        Assert.True(seen.GetProperty("progress").GetProperty("iterations").GetInt64() > 0);
        Assert.DoesNotContain("53.5", seen.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM access_records WHERE action = 'round.plan' AND record_id = '{round}'"));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM rounds WHERE id = '{round}' AND (encode(asked, 'escape') LIKE '%Latitude%' OR plan::text LIKE '%Latitude%')"));
    }

    [Fact]
    public async Task A_booking_keeps_its_member_and_time_in_the_round()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var booking = await BookedAsync(gp, team.Service, Nobodys);
        var day = Kernel.Time.LondonTime.DateOf(booking.Start);
        var visit = Guid.CreateVersion7();
        var body = Rounding.DayOf(team.Members, new JsonObject { ["id"] = visit, ["at"] = Rounding.Point(0.01), ["bookingId"] = booking.Id });
        body["date"] = day.ToString("O");
        foreach (var carer in body["carers"]!.AsArray())
        {
            carer!["shiftStart"] = Rounding.At("06:00", day);
            carer["shiftEnd"] = Rounding.At("22:00", day);
        }

        var round = await coordinator.PlannedRoundAsync(team.Id, body);

        var stop = Assert.Single((await coordinator.RoundAsync(team.Id, round)).Stops());
        Assert.Equal((visit, booking.Start), (stop.Visit, stop.Start));
        Assert.Equal(await place.Host.ScalarAsync<Guid>($"SELECT member FROM bookings WHERE id = '{booking.Id}'"), stop.Member);
    }

    [Fact]
    public async Task A_persons_report_names_the_rounds_that_visit_them_and_their_erasure_forgets_the_places()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        using var officer = place.Host.Client(Kernel.Auth.Roles.PrivacyOfficer, "icb");
        var booking = await BookedAsync(gp, team.Service, AnotherNobodys);
        var day = Kernel.Time.LondonTime.DateOf(booking.Start);
        var body = Rounding.DayOf(team.Members, new JsonObject { ["id"] = Guid.CreateVersion7(), ["at"] = Rounding.Point(0.01), ["bookingId"] = booking.Id });
        body["date"] = day.ToString("O");
        body["carers"]![0]!["shiftStart"] = Rounding.At("06:00", day);
        body["carers"]![0]!["shiftEnd"] = Rounding.At("22:00", day);
        var round = await coordinator.PlannedRoundAsync(team.Id, body);

        var held = Assert.Single((await officer.SayAsync("people/access-report", new { nhsNumber = AnotherNobodys })).GetProperty("rounds").EnumerateArray());
        (await gp.SayAsync(booking.Id, "cancellation", new { reason = "moved away" })).EnsureSuccessStatusCode();
        await officer.SayAsync("people/erasure", new { nhsNumber = AnotherNobodys, reason = "takenInError" });

        Assert.Equal((round, booking.Id, true), (
            held.GetProperty("roundId").GetGuid(), held.GetProperty("bookingId").GetGuid(), held.GetProperty("placeIsKept").GetBoolean()));
        Assert.True(await place.Host.ScalarAsync<bool>($"SELECT asked IS NULL FROM rounds WHERE id = '{round}'"));
    }

    [Fact]
    public async Task Who_is_away_makes_no_round()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        await coordinator.SayAsync("absences", new
        {
            resourceId = team.Members[0], kind = "leave", start = Rounding.At("15:00"), end = Rounding.At("17:00"),
        });
        var body = Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7()));

        Assert.Equal((422, "round.carer-absent"), await (await coordinator.AskRoundAsync(team.Id, body.DeepClone())).RefusalAsync());
        body["carers"]![0]!["shiftEnd"] = Rounding.At("15:00");
        Assert.Equal(202, (int)(await coordinator.AskRoundAsync(team.Id, body)).StatusCode);
    }

    [Fact]
    public async Task Pins_and_locks_hold_when_the_day_is_planned_anew_and_edits_must_be_of_the_version_seen()
    {
        var team = await place.Host.OpenTeamAsync(members: 3);
        using var coordinator = place.Host.Coordinator();
        var ids = Rounding.Ids(6);
        var round = await coordinator.PlannedRoundAsync(
            team.Id, Rounding.DayOf(team.Members, [.. ids.Select((id, i) => Rounding.Visit(id, 0.01 * i))]));
        var before = (await coordinator.RoundAsync(team.Id, round)).Stops();
        var locked = before[0];
        var pinnedTo = team.Members.First(member => member != before.Single(s => s.Visit == ids.First(id => id != locked.Visit)).Member);
        var pinned = ids.First(id => id != locked.Visit);
        var tag = (await coordinator.GetRoundAsync(team.Id, round)).Headers.ETag!.Tag;

        Assert.Equal((428, "request.if-match-missing"), await (await coordinator.PinAsync(team.Id, round, null)).RefusalAsync());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await coordinator.PinAsync(team.Id, round, "\"0\"")).StatusCode);
        var put = await coordinator.PinAsync(team.Id, round, tag,
            new { visitId = locked.Visit, locked = true }, new { visitId = pinned, memberId = pinnedTo });
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await coordinator.PinAsync(team.Id, round, tag)).StatusCode);
        (await coordinator.TellRoundAsync(team.Id, round, "optimisation", new { seconds = 1 })).EnsureSuccessStatusCode();
        Assert.Equal((409, "round.busy"), await (await coordinator.TellRoundAsync(team.Id, round, "optimisation", new { seconds = 1 })).RefusalAsync());
        await coordinator.UntilAsync(team.Id, round, "planned");

        var after = (await coordinator.RoundAsync(team.Id, round)).Stops();
        Assert.Contains(locked, after);
        Assert.Equal(pinnedTo, after.Single(s => s.Visit == pinned).Member);
        Assert.Equal(6, after.Count);
    }

    [Fact]
    public async Task A_visit_added_at_noon_is_shown_before_it_is_made_and_moves_as_little_as_can_be()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var coordinator = place.Host.Coordinator();
        var ids = Rounding.Ids(5);
        var round = await coordinator.PlannedRoundAsync(
            team.Id, Rounding.DayOf(team.Members, [.. ids[..4].Select((id, i) => Rounding.Visit(id, 0.01 * i))]));
        var before = await coordinator.RoundAsync(team.Id, round);
        var visit = Rounding.Visit(ids[4], 0.05, "09:00", "15:00");

        var preview = await Added(new { visit, preview = true });
        Assert.Equal(before.GetRawText(), (await coordinator.RoundAsync(team.Id, round)).GetRawText());
        var added = await Added(new { visit });

        Assert.Empty(added.GetProperty("moves").EnumerateArray());
        Assert.Equal(preview.GetProperty("round").Stops(), added.GetProperty("round").Stops());
        var after = (await coordinator.RoundAsync(team.Id, round)).Stops();
        Assert.Equal(ids.Order(), after.Select(stop => stop.Visit).Order());
        Assert.Empty(before.Stops().Except(after));
        Assert.Equal((422, "round.visit-twice"), await (await coordinator.TellRoundAsync(team.Id, round, "visits", new { visit })).RefusalAsync());
        var impossible = Rounding.Visit(Guid.CreateVersion7(), skills: "surgery");
        Assert.Equal((409, "round.no-room"), await (await coordinator.TellRoundAsync(team.Id, round, "visits", new { visit = impossible })).RefusalAsync());

        async Task<JsonElement> Added(object body)
        {
            var answer = await coordinator.TellRoundAsync(team.Id, round, "visits", body);
            answer.EnsureSuccessStatusCode();
            return await answer.JsonAsync();
        }
    }

    [Fact]
    public async Task A_published_round_is_the_teams_day_and_its_carers_cannot_be_booked_in_that_time()
    {
        var team = await place.Host.OpenTeamAsync(members: 1);
        using var coordinator = place.Host.Coordinator();
        using var gp = place.Host.Gp();
        var visit = Guid.CreateVersion7();
        var first = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(visit, 0.01, "10:00", "10:05")));
        var from = Uri.EscapeDataString(Rounding.At("00:00"));
        var free = await gp.SlotsAsync(team.Service, $"&from={from}&limit=500");
        var taken = free.First(slot => slot.Start == DateTimeOffset.Parse(Rounding.At("10:00")));

        (await coordinator.TellRoundAsync(team.Id, first, "publication", new { })).EnsureSuccessStatusCode();

        Assert.Equal((409, "slot.taken"), await (await gp.HoldAsync(taken.SlotId)).RefusalAsync());
        var day = await coordinator.SeeAsync($"teams/{team.Id}/day?date={Rounding.Day:O}");
        var entry = Assert.Single(day.GetProperty("visits").EnumerateArray());
        Assert.Equal((visit, first), (entry.GetProperty("visitId").GetGuid(), entry.GetProperty("roundId").GetGuid()));

        var second = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(visit, 0.01, "13:00", "13:05")));
        (await coordinator.TellRoundAsync(team.Id, second, "publication", new { })).EnsureSuccessStatusCode();

        Assert.Equal(JsonValueKind.Null, (await coordinator.RoundAsync(team.Id, first)).TryGetProperty("publishedAt", out var at) ? at.ValueKind : JsonValueKind.Null);
        var hold = await gp.HoldAsync(taken.SlotId);
        Assert.Equal(HttpStatusCode.Created, hold.StatusCode);
        Assert.Equal((409, "round.time-taken"), await (await coordinator.TellRoundAsync(team.Id, first, "publication", new { })).RefusalAsync());
        Assert.Equal(second, (await coordinator.SeeAsync($"teams/{team.Id}/day?date={Rounding.Day:O}"))
            .GetProperty("visits")[0].GetProperty("roundId").GetGuid());
    }

    [Fact]
    public async Task A_clinician_reads_and_nobody_else_knows_of_a_round()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        using var clinician = place.Host.Clinician();
        using var elsewhere = place.Host.Coordinator("elsewhere");
        using var gp = place.Host.Gp();
        var body = Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7()));
        var round = await coordinator.PlannedRoundAsync(team.Id, body);
        var other = await place.Host.OpenTeamAsync();

        Assert.Equal("planned", (await clinician.RoundAsync(team.Id, round)).Status());
        Assert.Equal(HttpStatusCode.Forbidden, (await clinician.AskRoundAsync(team.Id, body.DeepClone())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await gp.GetRoundAsync(team.Id, round)).StatusCode);
        Assert.Equal((404, "team.unknown"), await (await elsewhere.GetRoundAsync(team.Id, round)).RefusalAsync());
        Assert.Equal((404, "team.unknown"), await (await elsewhere.TellRoundAsync(team.Id, round, "publication", new { })).RefusalAsync());
        Assert.Equal((404, "round.unknown"), await (await coordinator.GetRoundAsync(other.Id, round)).RefusalAsync());
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_by_its_name()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var coordinator = place.Host.Coordinator();
        var visit = Guid.CreateVersion7();

        await Refused("round.carer-unknown", body => body["carers"]![0]!["memberId"] = Guid.CreateVersion7());
        await Refused("round.carer-twice", body => body["carers"]![1]!["memberId"] = team.Members[0]);
        await Refused("round.shift-invalid", body => body["carers"]![0]!["shiftEnd"] = Rounding.At("07:00"));
        await Refused("round.shift-invalid", body => body["carers"]![0]!["shiftStart"] = Rounding.At("08:00", Rounding.Day.AddDays(-1)));
        await Refused("round.visit-incomplete", body => body["visits"]![0]!.AsObject().Remove("durationMinutes"));
        await Refused("round.visit-incomplete", body => body["visits"]![0]!["windowEnd"] = Rounding.At("08:00"));
        await Refused("round.visit-twice", body => body["visits"]!.AsArray().Add(Rounding.Visit(visit)));
        await Refused("round.booking-unknown", body => body["visits"]![0]!["bookingId"] = Guid.CreateVersion7());
        await Refused("round.carer-unknown", body => body["visits"]![0]!["preferredMemberId"] = Guid.CreateVersion7());
        await Refused("round.skill-invalid", body => body["visits"]![0]!["skills"] = new JsonArray(" "));
        await Refused("round.travel-invalid", body => body["travelMinutes"] = new JsonArray(new JsonArray(0.0)));
        await Refused("round.gap-invalid", body => body["visits"]![0]!["second"] = new JsonObject
        {
            ["mode"] = "sequential", ["durationMinutes"] = 10, ["gapMinMinutes"] = 20, ["gapMaxMinutes"] = 10,
        });
        await Refused("request.invalid", body => body["seconds"] = 121);
        await Refused("request.invalid", body => body["visits"]![0]!["at"]!["latitude"] = 91);
        await Refused("request.invalid", body => body["visits"] = new JsonArray());
        await Refused("request.invalid", body => body["visits"] = new JsonArray([.. Rounding.Ids(201).Select(id => Rounding.Visit(id))]));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM rounds WHERE team = '{team.Id}'"));

        async Task Refused(string code, Action<JsonObject> spoil)
        {
            var body = Rounding.DayOf(team.Members, Rounding.Visit(visit));
            spoil(body);
            var (status, told) = await (await coordinator.AskRoundAsync(team.Id, body)).RefusalAsync();
            Assert.Equal(code, told);
            Assert.InRange(status, 400, 422);
        }
    }

    [Fact]
    public async Task Wrong_pins_are_refused_by_their_name()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var coordinator = place.Host.Coordinator();
        var (skilled, none) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var round = await coordinator.PlannedRoundAsync(
            team.Id, Rounding.DayOf(team.Members, Rounding.Visit(skilled, skills: "surgery"), Rounding.Visit(none)));

        await Refused("round.visit-unknown", new { visitId = Guid.CreateVersion7(), memberId = team.Members[0] });
        await Refused("round.visit-unknown", new { visitId = none, second = true, memberId = team.Members[0] });
        await Refused("round.carer-unknown", new { visitId = none, memberId = Guid.CreateVersion7() });
        await Refused("round.carer-unable", new { visitId = skilled, memberId = team.Members[0] });
        await Refused("round.not-planned", new { visitId = skilled, locked = true });
        await Refused("round.visit-twice", new { visitId = none, memberId = team.Members[0] }, new { visitId = none, memberId = team.Members[1] });

        async Task Refused(string code, params object[] pins) =>
            Assert.Equal(code, (await (await coordinator.PinAsync(team.Id, round, "*", pins)).RefusalAsync()).Code);
    }

    private static async Task<BookingSeen> BookedAsync(HttpClient gp, Guid service, string nhsNumber)
    {
        var body = A.Booking(await gp.HoldIdAsync((await gp.SlotsAsync(service, "&limit=1")).Single().SlotId));
        body["person"]!["nhsNumber"] = nhsNumber;
        return await (await gp.BookAsync(body)).BookingAsync();
    }
}
