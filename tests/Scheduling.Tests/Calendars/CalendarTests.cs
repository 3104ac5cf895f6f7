using System.Globalization;
using System.Net;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Calendars;
using IntegratedCare.Scheduling.Tests.Rounds;

namespace IntegratedCare.Scheduling.Tests.Calendars;

public class CalendarTests(Place place)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void No_name_breaks_out_of_its_line()
    {
        var now = TimeProvider.System.GetUtcNow();
        var entry = new CalendarEntry(
            BookingId.New(), 0, "ABCDE-12345", "Ulcer; clinic\r\nATTACH:https://example.org", "Room 1\nATTENDEE:mailto:a@example.org", now, now, now, false);

        var text = CalendarText.Feed("Diary of A\r\nEND:VCALENDAR\r\nBEGIN:VEVENT", [entry], []);

        var lines = text.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Split('\n');
        Assert.Single(lines, line => line == "BEGIN:VEVENT");
        Assert.Single(lines, line => line == "END:VCALENDAR");
        Assert.DoesNotContain(lines, line => line.StartsWith("ATT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_appointment_opens_in_two_parsers_at_the_same_instants_and_names_nobody()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        var booking = await gp.BookedAsync(team.Service);

        var answer = await gp.GetAsync($"/api/scheduling/bookings/{booking.Id}/calendar", Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var read = Assert.Single(await CalendarPeers.ReadAsync(text));
        Assert.Equal((slot.Start, slot.End, 0, "CONFIRMED", "At home"), (read.Start, read.End, read.Sequence, read.Status, read.Location));
        foreach (var personal in (string[])[A.FamilyName, "Joan", A.NhsNumber, A.Reason, "OL1 2HG"])
            Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        using var stranger = place.Host.Gp("practice-2");
        Assert.Equal((404, "booking.unknown"),
            await (await stranger.GetAsync($"/api/scheduling/bookings/{booking.Id}/calendar", Cancelled)).RefusalAsync());
    }

    [Fact]
    public async Task A_diary_follows_what_is_moved_and_cancelled_by_its_sequence()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        using var program = place.Host.Anonymous();
        var (moved, cancelled) = (await gp.BookedAsync(team.Service), await gp.BookedAsync(team.Service));
        var address = await OpenAsync(coordinator, team.Members[0]);
        var before = await CalendarPeers.ReadAsync(await program.GetStringAsync(address, Cancelled));

        var later = (await gp.SlotsAsync(team.Service, "&limit=9"))[^1];
        (await gp.SayAsync(moved.Id, "reschedule", new { holdId = await gp.HoldIdAsync(later.SlotId) })).EnsureSuccessStatusCode();
        (await gp.SayAsync(cancelled.Id, "cancellation", new { reason = "ill" })).EnsureSuccessStatusCode();
        var after = (await CalendarPeers.ReadAsync(await program.GetStringAsync(address, Cancelled))).ToDictionary(e => e.Uid[..36]);

        Assert.Equal(2, before.Count);
        Assert.All(before, e => Assert.Equal((0, "CONFIRMED"), (e.Sequence, e.Status)));
        Assert.Equal((1, "CONFIRMED", later.Start), (after[$"{moved.Id}"].Sequence, after[$"{moved.Id}"].Status, after[$"{moved.Id}"].Start));
        Assert.Equal((1, "CANCELLED"), (after[$"{cancelled.Id}"].Sequence, after[$"{cancelled.Id}"].Status));
    }

    [Fact]
    public async Task What_goes_to_another_member_leaves_the_diary_of_the_first()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        using var program = place.Host.Anonymous();
        var booking = await gp.BookedAsync(team.Service);
        var first = (await gp.SeeAsync($"bookings/{booking.Id}")).GetProperty("member").GetProperty("id").GetGuid();
        var second = team.Members.Single(m => m != first);
        var (left, came) = (await OpenAsync(coordinator, first), await OpenAsync(coordinator, second));

        // At the very time of the booking only the other one is free.
        var other = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        Assert.Equal(booking.Start, other.Start);
        (await gp.SayAsync(booking.Id, "reschedule", new { holdId = await gp.HoldIdAsync(other.SlotId) })).EnsureSuccessStatusCode();

        Assert.Equal(("CANCELLED", 1), StateOf(Assert.Single(await CalendarPeers.ReadAsync(await program.GetStringAsync(left, Cancelled)))));
        Assert.Equal(("CONFIRMED", 1), StateOf(Assert.Single(await CalendarPeers.ReadAsync(await program.GetStringAsync(came, Cancelled)))));
    }

    [Fact]
    public async Task A_published_rounds_visits_stand_in_their_carers_diary_until_it_is_taken_back()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        using var program = place.Host.Anonymous();
        var visit = Guid.CreateVersion7();
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(visit, 0.01, "10:00", "10:05")));
        var address = await OpenAsync(coordinator, team.Members[0]);
        Assert.Empty(await CalendarPeers.ReadAsync(await program.GetStringAsync(address, Cancelled)));

        await coordinator.PublishedAsync(team.Id, round);

        var seen = Assert.Single(await CalendarPeers.ReadAsync(await program.GetStringAsync(address, Cancelled)));
        Assert.Equal(($"{visit}", "CONFIRMED", DateTimeOffset.Parse(Rounding.At("10:00"), CultureInfo.InvariantCulture)), (seen.Uid[..36], seen.Status, seen.Start));
        (await coordinator.TellRoundAsync(team.Id, round, "withdrawal", new { })).EnsureSuccessStatusCode();
        Assert.Empty(await CalendarPeers.ReadAsync(await program.GetStringAsync(address, Cancelled)));
    }

    [Fact]
    public async Task An_address_opens_until_it_is_revoked_and_only_a_whole_one_does()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        using var program = place.Host.Anonymous();
        var address = await OpenAsync(coordinator, team.Members[0]);

        var first = await program.GetAsync(address, Cancelled);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", $"{first.Headers.ETag}" } } };
        Assert.Equal(HttpStatusCode.NotModified, (await program.SendAsync(again, Cancelled)).StatusCode);
        foreach (var wrong in (string[])[address[..^1], address + "A", "/api/scheduling/calendars/member.ics", "/api/scheduling/calendars/member.ics?key=",
            "/api/scheduling/calendars/member.ics?key=" + new string('A', 43)])
            Assert.Equal((404, "calendar.unknown"), await (await program.GetAsync(wrong, Cancelled)).RefusalAsync());

        var feed = Assert.Single((await coordinator.SeeAsync($"members/{team.Members[0]}/calendar-feeds")).GetProperty("items").EnumerateArray());
        Assert.True(feed.TryGetProperty("lastReadAt", out _));
        using var stranger = place.Host.Coordinator("elsewhere");
        var id = feed.GetProperty("id").GetGuid();
        Assert.Equal((404, "calendar.unknown"), await (await stranger.DeleteAsync($"/api/scheduling/calendar-feeds/{id}", Cancelled)).RefusalAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await coordinator.DeleteAsync($"/api/scheduling/calendar-feeds/{id}", Cancelled)).StatusCode);
        Assert.Equal((404, "calendar.unknown"), await (await program.GetAsync(address, Cancelled)).RefusalAsync());
        Assert.DoesNotContain(place.Log.Lines, line => line.Contains(KeyOf(address), StringComparison.Ordinal));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM calendar_feeds f WHERE f::text LIKE '%{KeyOf(address)}%'"));
    }

    [Fact]
    public async Task Nobody_opens_the_diary_of_a_stranger_and_nobody_opens_it_without_end()
    {
        var team = await place.Host.OpenTeamAsync();
        using var stranger = place.Host.Coordinator("elsewhere");
        using var coordinator = place.Host.Coordinator();
        var path = $"/api/scheduling/members/{team.Members[0]}/calendar-feeds";

        Assert.Equal((404, "calendar.member-unknown"), await (await stranger.PostAsync(path, null, Cancelled)).RefusalAsync());
        Assert.Equal((404, "calendar.member-unknown"), await (await stranger.GetAsync(path, Cancelled)).RefusalAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => coordinator.PostAsync(path, null, Cancelled)));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
            Assert.Equal((409, "calendar.too-many"), await refused.RefusalAsync());
    }

    private static string KeyOf(string address) => address[(address.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static (string Status, int Sequence) StateOf(EventRead read) => (read.Status, read.Sequence);

    private static async Task<string> OpenAsync(HttpClient coordinator, Guid member)
    {
        var opened = await coordinator.SayAsync($"members/{member}/calendar-feeds", new { });
        return opened.GetProperty("address").GetString()!;
    }
}
