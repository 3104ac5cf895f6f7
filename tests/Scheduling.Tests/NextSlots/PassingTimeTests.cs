using System.Net.Http.Json;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.NextSlots;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.NextSlots;

/// <summary>A place of its own, whose clock the test moves.</summary>
public sealed class PassingTimeTests(Place place) : IAsyncLifetime
{
    private readonly FixedClock clock = new(new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero));
    private ServiceHost<Program, SchedulingDb>? started;

    private ServiceHost<Program, SchedulingDb> Host => started ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => started = await place.StartAsync(clock);

    public async ValueTask DisposeAsync()
    {
        if (started is not null) await started.DisposeAsync();
    }

    [Fact]
    public async Task A_slot_that_has_begun_is_the_next_one_no_longer()
    {
        var team = await Host.OpenTeamAsync();
        await ToldAsync(team.Service, new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero));

        clock.Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

        await ToldAsync(team.Service, new(2026, 6, 1, 8, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task The_time_of_a_hold_that_lapsed_is_free_again()
    {
        var team = await Host.OpenTeamAsync();
        using var gp = Host.Gp();
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        await gp.HoldIdAsync(slot.SlotId);
        clock.Now += NextSlot.RestsFor;
        var held = await ToldAsync(team.Service, slot.Start.AddMinutes(30));

        clock.Now += TimeSpan.FromMinutes(6);
        await using var db = Host.Db();
        await HoldSweeper.SweepAsync(db, clock.Now, Cancelled);

        await Host.Events.NextAsync<NextSlotChanged>(t => t.ServiceId == team.Service && t.StartsAt == slot.Start && t.Version > held.Version);
    }

    [Fact]
    public async Task A_day_that_comes_within_the_horizon_opens_an_exhausted_service()
    {
        await SetHorizonAsync(days: 1);
        clock.Now = new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero);    // the last slot of today has begun, tomorrow's last is 23.5 hours away
        var team = await Host.OpenTeamAsync(minutes: 480);
        using var gp = Host.Gp();
        await gp.BookedAsync(team.Service);
        clock.Now += NextSlot.RestsFor;
        await Host.Events.NextAsync<SlotsExhausted>(e => e.ServiceId == team.Service);

        clock.Now = new(2026, 6, 2, 16, 0, 0, TimeSpan.Zero);

        await ToldAsync(team.Service, new(2026, 6, 3, 8, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_longer_horizon_is_searched_at_once()
    {
        await SetHorizonAsync(days: 1);
        clock.Now = new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero);
        var team = await Host.OpenTeamAsync(minutes: 480);
        using var gp = Host.Gp();
        await gp.BookedAsync(team.Service);
        clock.Now += NextSlot.RestsFor;
        await Host.Events.NextAsync<SlotsExhausted>(e => e.ServiceId == team.Service);
        clock.Now += TimeSpan.FromSeconds(30);

        await SetHorizonAsync(days: 10);

        await ToldAsync(team.Service, new(2026, 6, 3, 8, 0, 0, TimeSpan.Zero));
    }

    private async Task SetHorizonAsync(int days) => (await Host.Loader().PutAsJsonAsync(
        "/api/scheduling/settings", new { holdMinutes = 5, bookingHorizonDays = days }, Cancelled)).EnsureSuccessStatusCode();

    private async Task<NextSlotChanged> ToldAsync(Guid service, DateTimeOffset start) =>
        await Host.Events.NextAsync<NextSlotChanged>(t => t.ServiceId == service && t.StartsAt == start);
}
