using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests.Claims;

/// <summary>
/// Clients search, hold, confirm, move, cancel, let expire and enter absences at random and at once, in a diary with one room for two teams' needs,
/// care by two together, and groups.
/// </summary>
public class BusyDiaryTests(Place place)
{
    private const int Clients = 8;
    private const int StepsPerClient = 260;
    private const string Horizon = "&to=2026-06-02T06:00:00Z";
    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly int[] Expected = [200, 201, 204, 404, 409, 410, 422];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Whatever_they_do_all_is_had_together_once_and_within_capacity(int seed)
    {
        var clock = new FixedClock(Begin);
        await using var host = await place.StartAsync(clock);

        var run = await RunAsync(host, clock, seed);

        Assert.DoesNotContain(run.Statuses, s => !Expected.Contains(s));
        Assert.True(run.Statuses.Count > 2000, $"Only {run.Statuses.Count} operations were tried.");
        await host.DiaryIsSoundAsync();
        await NothingIsBookedIntoAnAbsenceAsync(host, run);
        foreach (var service in run.Team.Services)
            Assert.True(await host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE service = '{service}'") > 0, "A service was never booked: the test proves nothing.");

        // Holds always end: once their minutes are over, the sweeper leaves nothing of them.
        clock.Now += TimeSpan.FromHours(1);
        await using (var db = host.Db())
            while (await HoldSweeper.SweepAsync(db, clock.Now, CancellationToken.None) > 0) { }
        Assert.Equal(0L, await host.ScalarAsync<long>("SELECT (SELECT count(*) FROM resource_claims WHERE expires_at IS NOT NULL) + (SELECT count(*) FROM group_places WHERE hold IS NOT NULL)"));
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Without_the_exclusion_constraint_the_same_clients_break_it()
    {
        var clock = new FixedClock(Begin);
        await using var host = await place.StartAsync(clock);
        await host.ExecuteAsync("ALTER TABLE resource_claims DROP CONSTRAINT ex_resource_claims_no_overlap");

        await RunAsync(host, clock, seed: 13, steps: 80);

        // Whether the clients met depends on the machine; where they did not, they are sent to one time until they do.
        var alone = await host.OpenTeamAsync();
        using var gp = host.Gp();
        for (var race = 0; race < 50 && await host.ScalarAsync<long>(DiaryInvariants.ClaimsThatOverlap) == 0; race++)
        {
            var slot = (await gp.SlotsAsync(alone.Service, "&limit=1")).Single();
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => gp.HoldAsync(slot.SlotId)));
        }

        Assert.NotEqual(0L, await host.ScalarAsync<long>(DiaryInvariants.ClaimsThatOverlap));
        await Assert.ThrowsAnyAsync<Exception>(host.DiaryIsSoundAsync);
    }

    [Fact]
    public async Task A_writer_who_asks_nobody_is_refused_one_place_too_many_and_without_the_constraints_is_found()
    {
        var clock = new FixedClock(Begin);
        await using var host = await place.StartAsync(clock);
        var team = await OpenAsync(host);
        using var gp = host.Gp();
        var slot = (await gp.SlotsAsync(team.Services[2], "&limit=1")).Single();
        for (var n = 0; n < 3; n++)
            Assert.Equal(201, (int)(await gp.BookAsync(A.Booking(await gp.HoldIdAsync(slot.SlotId)))).StatusCode);
        Assert.Equal((409, "slot.taken"), await (await gp.HoldAsync(slot.SlotId)).RefusalAsync());
        await gp.HoldIdAsync((await gp.SlotsAsync(team.Services[0], "&limit=1")).Single().SlotId);

        // The place number 3 a second time; a fourth; a fourth in a session that claims to have four.
        string[] careless =
        [
            Careless("3", "s.places"), Careless("4", "s.places"), Careless("4", "4"),
        ];
        foreach (var sql in careless) await Assert.ThrowsAsync<PostgresException>(() => host.ExecuteAsync(sql));
        await host.DiaryIsSoundAsync();

        await host.ExecuteAsync("ALTER TABLE group_places DROP CONSTRAINT \"PK_group_places\", DROP CONSTRAINT ck_group_places_within");
        await host.ExecuteAsync(careless[0]);
        Assert.NotEqual(0L, await host.ScalarAsync<long>(DiaryInvariants.SessionsOverCapacity));

        static string Careless(string number, string places) =>
            $"""
             INSERT INTO group_places (session, place, places, hold, expires_at)
             SELECT s.id, {number}, {places}, h.id, h.expires_at FROM group_sessions s, holds h WHERE h.used_for IS NULL
             """;
    }

    // Care of 30 minutes by one in the one room, by two together with ten minutes after it, and a group of three in the room.
    private static Task<TeamAtWork> OpenAsync(ServiceHost<Program, SchedulingDb> host) => OpenAsync(host, A.Team([.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())], members: 3));

    private static async Task<TeamAtWork> OpenAsync(ServiceHost<Program, SchedulingDb> host, TeamPut team)
    {
        JsonObject[] takes =
        [
            new() { ["appointmentMinutes"] = 30, ["needs"] = Room() },
            new() { ["appointmentMinutes"] = 45, ["staff"] = 2, ["bufferAfterMinutes"] = 10, ["alignmentMinutes"] = 15 },
            new() { ["appointmentMinutes"] = 60, ["places"] = 3, ["needs"] = Room() },
        ];
        foreach (var (take, service) in takes.Zip(team.Services)) take["serviceId"] = service;
        team.Body["services"] = new JsonArray([.. takes]);
        var open = await host.OpenTeamAsync(team);
        using var loader = host.Loader();
        foreach (var name in new[] { "Room 1", "Room 2" })
        {
            var put = await loader.PutAsJsonAsync($"/api/scheduling/resources/{Guid.CreateVersion7()}",
                new { kind = "room", name, teamIds = new[] { team.Id } }, TestContext.Current.CancellationToken);
            Assert.Equal(201, (int)put.StatusCode);
        }

        return open;

        static JsonArray Room() => [new JsonObject { ["kind"] = "room" }];
    }

    // Who was confirmed before the absence is in its answer; nobody after it.
    private static async Task NothingIsBookedIntoAnAbsenceAsync(ServiceHost<Program, SchedulingDb> host, Run run)
    {
        var into = await host.ScalarAsync<string>(
            """
            SELECT coalesce(string_agg(a.id || ' ' || b.id, ','), '') FROM absences a JOIN resource_claims c ON c.resource = a.resource AND c.during && tstzrange(a.starts_at, a.ends_at)
            LEFT JOIN group_places p ON p.session = c.session JOIN bookings b ON b.id = coalesce(c.booking, p.booking)
            WHERE a.cancelled_at IS NULL AND b.status = 'Confirmed'
            """);
        Assert.All(into.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct(), pair =>
        {
            var ids = pair.Split(' ').Select(Guid.Parse).ToArray();
            Assert.Contains(ids[1], run.Orphans[ids[0]]);
        });
        Assert.NotEmpty(run.Orphans);
    }

    private static async Task<Run> RunAsync(ServiceHost<Program, SchedulingDb> host, FixedClock clock, int seed, int steps = StepsPerClient)
    {
        var run = new Run(await OpenAsync(host));
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => new Client(host, clock, run, (seed * 1000) + number, number).RunAsync(steps)));
        return run;
    }

    private sealed record Run(TeamAtWork Team)
    {
        public ConcurrentBag<int> Statuses { get; } = [];
        public ConcurrentDictionary<Guid, byte> Bookings { get; } = new();
        public ConcurrentDictionary<Guid, HashSet<Guid>> Orphans { get; } = new();
    }

    private sealed class Client(ServiceHost<Program, SchedulingDb> host, FixedClock clock, Run run, int seed, int number)
    {
        private readonly Random random = new(seed);
        private readonly List<Guid> holds = [];
        private readonly List<Guid> absences = [];

        public async Task RunAsync(int steps)
        {
            using var gp = host.Gp($"practice-{number}");
            using var coordinator = host.Coordinator(null);
            for (var step = 0; step < steps; step++)
            {
                var booking = run.Bookings.Keys.OrderBy(_ => random.Next()).FirstOrDefault();
                switch (random.Next(24))
                {
                    case < 8: await HoldAsync(gp, holds); break;
                    case < 14 when holds.Count > 0: await ConfirmAsync(gp); break;
                    case < 17 when booking != default:
                        await SayAsync(coordinator, booking, "reschedule", new { holdId = await HoldAsync(coordinator, []) });
                        break;
                    case < 20 when booking != default: await SayAsync(coordinator, booking, "cancellation", new { reason = "changed plans" }); break;
                    case 20: await EnterAbsenceAsync(coordinator); break;
                    case 21 when absences.Count > 0: await CancelAbsenceAsync(coordinator); break;
                    default: await PassTimeAsync(); break;
                }
            }
        }

        private async Task<Guid> HoldAsync(HttpClient client, List<Guid> kept)
        {
            var slots = await client.SlotsAsync(run.Team.Services[random.Next(3)], Horizon + "&limit=8");
            run.Statuses.Add(200);
            if (slots.Count == 0) return Guid.Empty;
            var answer = await client.HoldAsync(slots[random.Next(slots.Count)].SlotId);
            run.Statuses.Add((int)answer.StatusCode);
            if (!answer.IsSuccessStatusCode) return Guid.Empty;
            var hold = await answer.HeldAsync();
            kept.Add(hold);
            return hold;
        }

        private async Task ConfirmAsync(HttpClient client)
        {
            var confirmed = await client.BookAsync(A.Booking(holds[^1]));
            holds.RemoveAt(holds.Count - 1);
            run.Statuses.Add((int)confirmed.StatusCode);
            if (confirmed.IsSuccessStatusCode) run.Bookings.TryAdd((await confirmed.BookingAsync()).Id, 0);
        }

        private async Task SayAsync(HttpClient client, Guid booking, string verb, object body) =>
            run.Statuses.Add((int)(await client.SayAsync(booking, verb, body)).StatusCode);

        private async Task EnterAbsenceAsync(HttpClient client)
        {
            var start = Begin.AddMinutes(15 * random.Next(8, 44));
            var answer = await client.PostAsJsonAsync("/api/scheduling/absences", new
            {
                resourceId = run.Team.Members[random.Next(3)], kind = "leave", start, end = start.AddMinutes(random.Next(5, 90)),
            });
            run.Statuses.Add((int)answer.StatusCode);
            var entered = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var id = entered.GetProperty("absence").GetProperty("id").GetGuid();
            run.Orphans[id] = [.. entered.GetProperty("orphanedBookingIds").EnumerateArray().Select(o => o.GetGuid())];
            absences.Add(id);
        }

        private async Task CancelAbsenceAsync(HttpClient client)
        {
            var answer = await client.DeleteAsync($"/api/scheduling/absences/{absences[random.Next(absences.Count)]}");
            run.Statuses.Add((int)answer.StatusCode);
        }

        private async Task PassTimeAsync()
        {
            clock.Now += TimeSpan.FromSeconds(40);
            if (random.Next(3) > 0) return;
            await using var db = host.Db();
            await HoldSweeper.SweepAsync(db, clock.Now, CancellationToken.None);
        }
    }
}
