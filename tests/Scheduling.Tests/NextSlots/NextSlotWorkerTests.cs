using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.NextSlots;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegratedCare.Scheduling.Tests.NextSlots;

public class NextSlotWorkerTests(Place place)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_world_hears_of_the_next_slot_and_of_each_other_one_as_bookings_come_and_go()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=2");
        var first = await ToldAsync(team.Service, t => t.StartsAt is not null);
        Assert.Equal(slots[0].Start, first.StartsAt);
        Assert.Equal([(Asking.Neighbourhood, slots[0].Start)], first.Neighbourhoods.Select(n => (n.NeighbourhoodCode, n.StartsAt)));
        Assert.False(first.Exhausted);

        var booking = await gp.BookedAsync(team.Service);
        var second = await ToldAsync(team.Service, t => t.Version > first.Version);
        Assert.Equal(slots[1].Start, second.StartsAt);

        await gp.SayAsync(booking.Id, "cancellation", new { reason = "No longer needed" });
        var third = await ToldAsync(team.Service, t => t.Version > second.Version);
        Assert.Equal(slots[0].Start, third.StartsAt);
    }

    [Fact]
    public async Task A_hold_counts_as_taken()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=2");
        await ToldAsync(team.Service, t => t.StartsAt == slots[0].Start);

        await gp.HoldIdAsync(slots[0].SlotId);

        await ToldAsync(team.Service, t => t.StartsAt == slots[1].Start);
    }

    [Fact]
    public async Task A_service_whose_last_slot_is_booked_is_exhausted_and_a_cancellation_opens_it_again()
    {
        var team = await place.Host.OpenTeamAsync(OneSlot(A.Team([Guid.CreateVersion7()])));
        using var gp = place.Host.Gp();
        var free = await ToldAsync(team.Service, t => t.StartsAt is not null);

        var booking = await gp.BookedAsync(team.Service);

        var full = await ToldAsync(team.Service, t => t.Exhausted);
        Assert.Null(full.StartsAt);
        Assert.Empty(full.Neighbourhoods);
        var exhausted = await place.Host.Events.NextAsync<SlotsExhausted>(e => e.ServiceId == team.Service);
        Assert.Equal(full.Version, exhausted.Version);
        Assert.True(exhausted.BookableUntil > free.StartsAt);

        await gp.SayAsync(booking.Id, "cancellation", new { reason = "No longer needed" });
        var open = await ToldAsync(team.Service, t => t.Version > full.Version);
        Assert.Equal((free.StartsAt, false), (open.StartsAt, open.Exhausted));
        Assert.Single(place.Host.Events.Of<SlotsExhausted>(), e => e.ServiceId == team.Service);
    }

    [Fact]
    public async Task A_booking_of_one_service_takes_the_time_of_all_that_the_member_gives()
    {
        var team = await place.Host.OpenTeamAsync(OneSlot(A.Team([Guid.CreateVersion7(), Guid.CreateVersion7()])));
        using var gp = place.Host.Gp();
        await ToldAsync(team.Services[1], t => t.StartsAt is not null);

        await gp.BookedAsync(team.Services[0]);

        await ToldAsync(team.Services[1], t => t.Exhausted);
    }

    [Fact]
    public async Task A_service_that_is_restricted_or_that_nobody_gives_any_more_has_no_next_slot_and_is_not_exhausted()
    {
        var team = await place.Host.OpenTeamAsync();
        var first = await ToldAsync(team.Service, t => t.StartsAt is not null);
        var restriction = Guid.CreateVersion7();
        await place.Host.PublishAsync(new ServiceRestricted(restriction, team.Service, "noNewBookings", DateTimeOffset.UnixEpoch));

        var closed = await ToldAsync(team.Service, t => t.Version > first.Version);
        Assert.Equal((null, false), (closed.StartsAt, closed.Exhausted));

        await place.Host.PublishAsync(new RestrictionLifted(restriction, team.Service, DateTimeOffset.UnixEpoch.AddDays(1)));
        var lifted = await ToldAsync(team.Service, t => t.Version > closed.Version);
        Assert.NotNull(lifted.StartsAt);

        var without = A.Team([], 1).Body;
        (await place.Host.Loader().PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", without, Cancelled)).EnsureSuccessStatusCode();
        var gone = await ToldAsync(team.Service, t => t.Version > lifted.Version);
        Assert.Equal((null, false), (gone.StartsAt, gone.Exhausted));
        Assert.DoesNotContain(place.Host.Events.Of<SlotsExhausted>(), e => e.ServiceId == team.Service);
    }

    [Fact]
    public async Task Each_neighbourhood_has_the_next_slot_of_the_teams_that_serve_it()
    {
        var service = Guid.CreateVersion7();
        var (near, far) = (A.Team([service]), OneSlot(A.Team([service]), daysAhead: 5));
        far.Body["neighbourhoodCodes"] = new JsonArray("east", "west");
        await place.Host.OpenTeamAsync(near);
        await place.Host.OpenTeamAsync(far);
        using var gp = place.Host.Gp();

        var told = await ToldAsync(service, t => t.Neighbourhoods.Count == 3);

        foreach (var next in told.Neighbourhoods)
            Assert.Equal((await gp.SlotsAsync(service, $"&limit=1&neighbourhood={next.NeighbourhoodCode}")).Single().Start, next.StartsAt);
        Assert.Equal(told.Neighbourhoods.Min(n => n.StartsAt), told.StartsAt);
    }

    [Fact]
    public async Task A_rota_that_changes_changes_the_next_slot()
    {
        var put = A.Team([Guid.CreateVersion7()]);
        var team = await place.Host.OpenTeamAsync(put);
        await ToldAsync(team.Service, t => t.StartsAt is not null);

        var later = OneSlot(put, daysAhead: 9);
        (await place.Host.Loader().PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", later.Body, Cancelled)).EnsureSuccessStatusCode();

        await ToldAsync(team.Service, t => t.StartsAt is { } start && LondonTime.DateOf(start) == Day(9));
    }

    [Fact]
    public async Task Many_bookings_and_many_workers_at_once_tell_each_version_once_and_end_with_what_is_so()
    {
        var team = await place.Host.OpenTeamAsync(members: 4);
        using var gp = place.Host.Gp();
        await ToldAsync(team.Service, t => t.StartsAt is not null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        NextSlotWorker[] replicas = [.. Enumerable.Range(0, 3).Select(_ => new NextSlotWorker(
            place.Host.Services.GetRequiredService<IServiceScopeFactory>(), new(TimeProvider.System), TimeProvider.System, NullLogger<NextSlotWorker>.Instance))];
        var work = Task.WhenAll(replicas.Select(async replica =>
        {
            while (!stop.IsCancellationRequested) await replica.WorkAsync(Cancelled);
        }));

        var slots = await gp.SlotsAsync(team.Service, "&limit=24");
        await Task.WhenAll(slots.Chunk(6).Select(async chunk =>
        {
            foreach (var slot in chunk)
                Assert.Equal(201, (int)(await gp.BookAsync(A.Booking(await gp.HoldIdAsync(slot.SlotId)))).StatusCode);
        }));
        var next = (await gp.SlotsAsync(team.Service, "&limit=1")).Single().Start;
        await ToldAsync(team.Service, t => t.StartsAt == next);
        await stop.CancelAsync();
        await work;

        var versions = place.Host.Events.Of<NextSlotChanged>().Where(t => t.ServiceId == team.Service).Select(t => t.Version).ToList();
        Assert.Equal(Enumerable.Range(1, versions.Count).Select(v => (long)v), versions.Order());
        Assert.Equal(next, place.Host.Events.Of<NextSlotChanged>().Where(t => t.ServiceId == team.Service).MaxBy(t => t.Version)?.StartsAt);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reckoned_holds_no_other_up()
    {
        var (broken, whole) = (await place.Host.OpenTeamAsync(), await place.Host.OpenTeamAsync());
        using var gp = place.Host.Gp();
        var first = await ToldAsync(whole.Service, t => t.StartsAt is not null);
        await ToldAsync(broken.Service, t => t.StartsAt is not null);
        await place.Host.ExecuteAsync(
            $"UPDATE next_slots SET starts = '[7]', due_at = '2000-01-01' WHERE service = '{broken.Service}'");

        await gp.BookedAsync(whole.Service);

        await ToldAsync(whole.Service, t => t.Version > first.Version);
        await Eventually.Async(async () => await place.Host.ScalarAsync<bool>(
            $"SELECT due_at > now() FROM next_slots WHERE service = '{broken.Service}'"));
        await place.Host.ExecuteAsync($"UPDATE next_slots SET starts = jsonb_build_object() WHERE service = '{broken.Service}'");
    }

    private async Task<NextSlotChanged> ToldAsync(Guid service, Func<NextSlotChanged, bool> match) =>
        await place.Host.Events.NextAsync<NextSlotChanged>(t => t.ServiceId == service && match(t));

    private static DateOnly Day(int daysAhead) => LondonTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(daysAhead);

    /// <summary>The team with a single appointment of one member, some days from now.</summary>
    private static TeamPut OneSlot(TeamPut team, int daysAhead = 3)
    {
        var day = Day(daysAhead);
        team.Body["workingPatterns"] = new JsonArray(new JsonObject
        {
            ["memberId"] = team.Members[0],
            ["dayOfWeek"] = day.DayOfWeek.ToString().ToLowerInvariant(),
            ["from"] = "10:00", ["until"] = "10:30", ["delivery"] = "home",
            ["validFrom"] = day.ToString("O", CultureInfo.InvariantCulture), ["validTo"] = day.ToString("O", CultureInfo.InvariantCulture),
        });
        return team;
    }
}
