using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Claims;

/// <summary>Clients hold, confirm, move, cancel and see people at random and at once, while time passes and holds expire.</summary>
public class ConcurrentClientsTests(Place place)
{
    private const int Clients = 8;
    private const int StepsPerClient = 60;
    private const int RunsMax = 20;
    private static readonly int[] Expected = [200, 201, 404, 409, 410, 422];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_they_do_nobody_is_booked_twice_and_nothing_is_lost(int seed)
    {
        var clock = new FixedClock(new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero));
        await using var host = await place.StartAsync(clock);

        var statuses = await RunAsync(host, clock, seed);

        Assert.DoesNotContain(statuses, s => !Expected.Contains(s));
        Assert.True(statuses.Count(s => s == 201) > Clients, "Hardly anybody got anything: the test proves nothing.");
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Without_the_databases_constraint_people_are_booked_twice()
    {
        var clock = new FixedClock(new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero));
        await using var host = await place.StartAsync(clock);
        await host.ExecuteAsync("ALTER TABLE resource_claims DROP CONSTRAINT ex_resource_claims_no_overlap");

        // Whether two meet at one slot is chance: they try until they do.
        var overlaps = 0L;
        for (var seed = 3; seed < 3 + RunsMax && overlaps == 0; seed++)
        {
            await RunAsync(host, clock, seed);
            overlaps = await host.ScalarAsync<long>(DiaryInvariants.ClaimsThatOverlap);
        }

        Assert.NotEqual(0L, overlaps);
    }

    private static async Task<IReadOnlyCollection<int>> RunAsync(ServiceHost<Program, SchedulingDb> host, FixedClock clock, int seed)
    {
        // Two services of different length on the same people: their slots overlap in many ways.
        var team = A.Team([Guid.CreateVersion7(), Guid.CreateVersion7()], members: 2, minutes: 30);
        var services = team.Body["services"]?.AsArray() ?? throw new InvalidOperationException();
        (services[1] ?? throw new InvalidOperationException())["appointmentMinutes"] = 45;
        var open = await host.OpenTeamAsync(team);
        var bookings = new ConcurrentDictionary<Guid, byte>();
        var statuses = new ConcurrentBag<int>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => ClientAsync(i)));
        return statuses;

        async Task ClientAsync(int number)
        {
            var random = new Random((seed * 1000) + number);
            using var gp = host.Gp($"practice-{number}");
            using var coordinator = host.Coordinator();
            var holds = new List<Guid>();
            for (var step = 0; step < StepsPerClient; step++)
            {
                var booking = bookings.Keys.OrderBy(_ => random.Next()).FirstOrDefault();
                switch (random.Next(18))
                {
                    case < 4:
                        await HoldAsync(gp, random, holds);
                        break;
                    case < 7 when holds.Count > 0:
                        var confirmed = await gp.BookAsync(A.Booking(holds[random.Next(holds.Count)]));
                        statuses.Add((int)confirmed.StatusCode);
                        if (confirmed.IsSuccessStatusCode) bookings.TryAdd((await confirmed.BookingAsync()).Id, 0);
                        break;
                    case < 9 when holds.Count > 0:
                        await SayAsync(coordinator, booking, "reschedule", new { holdId = await HoldAsync(coordinator, random, []) });
                        break;
                    case 9:
                        await SayAsync(coordinator, booking, "cancellation", new { reason = "changed plans" });
                        break;
                    case 10:
                        await SayAsync(coordinator, booking, "attendance", new { outcome = random.Next(2) == 0 ? "attended" : "didNotAttend" });
                        break;
                    case 11:
                        await SayAsync(coordinator, booking, "arrival", new { });
                        break;
                    case 12:
                        await BookSeveralAsync(gp, random, "holds/series", "bookings/series", slot => new { slotId = slot[0], count = 2, everyDays = 1 });
                        break;
                    case 13:
                        await BookSeveralAsync(gp, random, "bundles/holds", "bundles", slot => new { slotIds = new[] { slot[0], slot[^1] } });
                        break;
                    case 14:
                        await OverbookAsync(coordinator, random);
                        break;
                    default:
                        clock.Now += TimeSpan.FromMinutes(1);
                        await using (var db = host.Db())
                            if (random.Next(2) == 0) await HoldSweeper.SweepAsync(db, clock.Now, CancellationToken.None);
                        break;
                }
            }
        }

        async Task<Guid> HoldAsync(HttpClient client, Random random, List<Guid> holds)
        {
            var service = open.Services[random.Next(2)];
            var slots = await client.SlotsAsync(service, "&to=2026-06-02T06:00:00Z&limit=12");
            if (slots.Count == 0) return Guid.Empty;
            var answer = await client.HoldAsync(slots[random.Next(slots.Count)].SlotId);
            statuses.Add((int)answer.StatusCode);
            if (!answer.IsSuccessStatusCode) return Guid.Empty;
            var hold = await answer.HeldAsync();
            holds.Add(hold);
            return hold;
        }

        // A later one of a list is after the first, or not: both are tried.
        async Task BookSeveralAsync(HttpClient client, Random random, string hold, string book, Func<string[], object> asked)
        {
            var slots = await client.SlotsAsync(open.Services[random.Next(2)], "&to=2026-06-02T06:00:00Z&limit=12");
            if (slots.Count == 0) return;
            var some = random.Next(slots.Count);
            var held = await client.PostAsJsonAsync($"/api/scheduling/{hold}", asked([slots[some].SlotId, slots[random.Next(some, slots.Count)].SlotId]));
            statuses.Add((int)held.StatusCode);
            if (!held.IsSuccessStatusCode || random.Next(4) == 0) return;
            var body = A.Booking(Guid.Empty);
            body.Remove("holdId");
            body["holdIds"] = new JsonArray([.. (await held.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("holds").EnumerateArray()
                .Select(h => (JsonNode)h.GetProperty("holdId").GetGuid())]);
            var booked = await client.PostWithKeyAsync(book, body);
            statuses.Add((int)booked.StatusCode);
            if (!booked.IsSuccessStatusCode) return;
            foreach (var booking in (await booked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("bookings").EnumerateArray())
                bookings.TryAdd(booking.GetProperty("id").GetGuid(), 0);
        }

        async Task OverbookAsync(HttpClient client, Random random)
        {
            var body = A.Booking(Guid.Empty);
            body.Remove("holdId");
            (body["teamId"], body["memberId"], body["serviceId"]) = (open.Id, open.Members[random.Next(2)], open.Services[0]);
            (body["start"], body["overbookingReason"]) = (new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(30 * random.Next(16)), "Cannot wait");
            var booked = await client.PostWithKeyAsync("bookings/overbooking", body);
            statuses.Add((int)booked.StatusCode);
            if (booked.IsSuccessStatusCode) bookings.TryAdd((await booked.BookingAsync()).Id, 0);
        }

        async Task SayAsync(HttpClient client, Guid booking, string verb, object body) =>
            statuses.Add((int)(await client.SayAsync(booking, verb, body)).StatusCode);
    }
}
