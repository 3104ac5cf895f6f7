using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Tests.Claims;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Reseating;

/// <summary>Two nurses work every day from nine to five at people's homes; one morning they cannot.</summary>
public class ReseatingTests(Place place)
{
    private static readonly DateTimeOffset Morning = new(2026, 6, 1, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Bookings_of_who_is_away_go_to_a_colleague_at_their_own_time()
    {
        await using var diary = await DiaryAsync(members: 2);
        var booked = await diary.BookAsync(diary.Team.Members[0], 0, 1);
        var absence = Diary.Absence(diary.Team.Members[0], days: 1);

        var preview = await diary.PreviewAsync(new() { ["absence"] = absence.DeepClone() });

        Assert.Equal((2, 2, 2), Counts(preview));
        Assert.All(Proposals(preview), p => Assert.Equal(("keepsTime", $"{diary.Team.Members[1]}"), (Text(p, "proposed"), Text(p.GetProperty("newMember"), "id"))));
        var done = await diary.ReseatAsync(new() { ["absence"] = absence.DeepClone(), ["token"] = Text(preview, "token") });

        Assert.Equal(200, (int)done.StatusCode);
        foreach (var booking in booked)
        {
            var seen = await diary.Coordinator.SeeAsync($"bookings/{booking.Id}");
            Assert.Equal(($"{diary.Team.Members[1]}", booking.Start), (Text(seen.GetProperty("member"), "id"), seen.GetProperty("start").GetDateTimeOffset()));
            var history = await diary.Coordinator.SeeAsync($"bookings/{booking.Id}/history");
            Assert.Equal(["confirmed", "rescheduled"], history.GetProperty("items").EnumerateArray().Select(c => Text(c, "kind")));
        }

        Assert.Equal(1L, await diary.Host.ScalarAsync<long>($"SELECT count(*) FROM absences WHERE resource = '{diary.Team.Members[0]}'"));
        await diary.Host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Another_time_is_proposed_but_taken_only_when_the_caller_says_so()
    {
        await using var diary = await DiaryAsync(members: 1);
        var booked = (await diary.BookAsync(diary.Team.Members[0], 0))[0];
        var change = new JsonObject { ["absence"] = Diary.Absence(diary.Team.Members[0], days: 1) };

        var preview = await diary.PreviewAsync((JsonObject)change.DeepClone());
        Assert.Equal((1, 1, 0), Counts(preview));
        Assert.Equal("timeChanges", Text(Proposals(preview)[0], "proposed"));

        var asked = (JsonObject)change.DeepClone();
        (asked["token"], asked["moveTimes"]) = (Text(preview, "token"), true);
        Assert.Equal(200, (int)(await diary.ReseatAsync(asked)).StatusCode);

        var seen = await diary.Coordinator.SeeAsync($"bookings/{booked.Id}");
        Assert.Equal(booked.Start.AddDays(1).Date, seen.GetProperty("start").GetDateTimeOffset().Date);
        await diary.Host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Without_that_the_booking_stays_where_nobody_is_and_is_named()
    {
        await using var diary = await DiaryAsync(members: 1);
        var booked = (await diary.BookAsync(diary.Team.Members[0], 0))[0];
        var change = new JsonObject { ["absence"] = Diary.Absence(diary.Team.Members[0], days: 1) };
        var asked = (JsonObject)change.DeepClone();
        asked["token"] = Text(await diary.PreviewAsync(change), "token");

        var done = await (await diary.ReseatAsync(asked)).Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Empty(done.GetProperty("moved").EnumerateArray());
        Assert.Equal($"{booked.Id}", Text(Assert.Single(done.GetProperty("notMoved").EnumerateArray()), "bookingId"));
        await diary.Host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task A_preview_of_a_diary_that_has_moved_since_is_refused_and_changes_nothing()
    {
        await using var diary = await DiaryAsync(members: 2);
        await diary.BookAsync(diary.Team.Members[0], 0);
        var change = new JsonObject { ["absence"] = Diary.Absence(diary.Team.Members[0], days: 1) };
        var asked = (JsonObject)change.DeepClone();
        asked["token"] = Text(await diary.PreviewAsync(change), "token");

        await diary.BookAsync(diary.Team.Members[1], 5);

        Assert.Equal((409, "reseating.stale"), await (await diary.ReseatAsync(asked)).RefusalAsync());
        Assert.Equal(0L, await diary.Host.ScalarAsync<long>("SELECT count(*) FROM absences"));
    }

    [Fact]
    public async Task Of_two_who_apply_one_preview_at_once_one_does_and_nobody_is_moved_twice()
    {
        await using var diary = await DiaryAsync(members: 2);
        await diary.BookAsync(diary.Team.Members[0], 0, 1, 2);
        var change = new JsonObject { ["absence"] = Diary.Absence(diary.Team.Members[0], days: 1) };
        var asked = (JsonObject)change.DeepClone();
        asked["token"] = Text(await diary.PreviewAsync(change), "token");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => diary.ReseatAsync((JsonObject)asked.DeepClone())));

        Assert.Equal([200, 409, 409, 409], answers.Select(a => (int)a.StatusCode).Order());
        Assert.Equal(3L, await diary.Host.ScalarAsync<long>("SELECT count(*) FROM booking_history WHERE kind = 'Rescheduled'"));
        await diary.Host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task A_coordinator_changes_when_the_team_works_and_not_whom_it_serves()
    {
        await using var diary = await DiaryAsync(members: 2);
        await diary.BookAsync(diary.Team.Members[0], 0);
        var wanted = (JsonObject)diary.Description.DeepClone();
        var patterns = wanted["workingPatterns"]?.AsArray() ?? throw new InvalidOperationException();
        foreach (var pattern in patterns.Where(p => p?["memberId"]?.GetValue<Guid>() == diary.Team.Members[0]).ToList()) patterns.Remove(pattern);

        var preview = await diary.PreviewAsync(new() { ["team"] = wanted.DeepClone() });
        Assert.Equal((1, 1, 1), Counts(preview));
        Assert.Equal(200, (int)(await diary.ReseatAsync(new() { ["team"] = wanted.DeepClone(), ["token"] = Text(preview, "token") })).StatusCode);
        await diary.Host.DiaryIsSoundAsync();

        wanted["neighbourhoodCodes"] = new JsonArray("elsewhere");
        var refused = await diary.AskAsync(diary.Coordinator, new JsonObject { ["team"] = wanted.DeepClone() });
        Assert.Equal((403, "reseating.patterns-only"), await refused.RefusalAsync());
        using var stranger = diary.Host.Coordinator("elsewhere");
        refused = await diary.AskAsync(stranger, new JsonObject { ["team"] = wanted.DeepClone() });
        Assert.Equal((404, "team.unknown"), await refused.RefusalAsync());
        refused = await diary.AskAsync(diary.Coordinator, []);
        Assert.Equal((422, "reseating.change-unclear"), await refused.RefusalAsync());
    }

    private static (int, int, int) Counts(JsonElement preview) => (
        preview.GetProperty("orphaned").GetInt32(), preview.GetProperty("seated").GetInt32(), preview.GetProperty("seatedKeepingTimes").GetInt32());

    private static List<JsonElement> Proposals(JsonElement preview) => [.. preview.GetProperty("proposals").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private async Task<Diary> DiaryAsync(int members)
    {
        var host = await place.StartAsync(new FixedClock(Morning));
        var team = A.Team([Guid.CreateVersion7()], members, minutes: 60);
        return new(host, await host.OpenTeamAsync(team), team.Body);
    }

    private sealed record Diary(ServiceHost<Program, SchedulingDb> Host, TeamAtWork Team, JsonObject Description) : IAsyncDisposable
    {
        public HttpClient Coordinator { get; } = Host.Coordinator();

        public async Task<List<BookingSeen>> BookAsync(Guid member, params int[] hours)
        {
            List<BookingSeen> booked = [];
            foreach (var hour in hours)
            {
                var slot = new Scheduling.Slots.SlotId(new(Team.Id), new(member), new(Team.Service), Morning.AddHours(3 + hour));
                var answer = await Coordinator.BookAsync(A.Booking(await Coordinator.HoldIdAsync(slot.ToString())));
                answer.EnsureSuccessStatusCode();
                booked.Add(await answer.BookingAsync());
            }

            return booked;
        }

        public static JsonObject Absence(Guid member, int days) => new()
        {
            ["resourceId"] = member, ["kind"] = "leave", ["firstDay"] = "2026-06-01", ["lastDay"] = $"2026-06-{days:00}",
        };

        public Task<HttpResponseMessage> AskAsync(HttpClient client, JsonObject change) =>
            client.PostAsJsonAsync($"/api/scheduling/teams/{Team.Id}/reseating/preview", change);

        public Task<JsonElement> PreviewAsync(JsonObject change) => Coordinator.SayAsync($"teams/{Team.Id}/reseating/preview", change);

        public Task<HttpResponseMessage> ReseatAsync(JsonObject asked) =>
            Coordinator.PostAsJsonAsync($"/api/scheduling/teams/{Team.Id}/reseating", asked);

        public ValueTask DisposeAsync()
        {
            Coordinator.Dispose();
            return Host.DisposeAsync();
        }
    }
}
