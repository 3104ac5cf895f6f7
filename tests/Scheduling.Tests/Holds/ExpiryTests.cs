using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Holds;

/// <summary>A place of its own, whose clock the test moves.</summary>
public sealed class ExpiryTests(Place place) : IAsyncLifetime
{
    private readonly FixedClock clock = new(new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero));
    private ServiceHost<Program, SchedulingDb>? started;

    private ServiceHost<Program, SchedulingDb> Host => started ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => started = await place.StartAsync(clock);

    public async ValueTask DisposeAsync()
    {
        if (started is not null) await started.DisposeAsync();
    }

    [Fact]
    public async Task A_hold_ends_by_itself()
    {
        var team = await Host.OpenTeamAsync();
        using var gp = Host.Gp();
        using var other = Host.Gp("practice-2");
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        var hold = await gp.HoldIdAsync(slot.SlotId);

        clock.Now += TimeSpan.FromMinutes(5);

        // Whoever comes late is told so, and the slot is free although nobody has swept.
        Assert.Equal((410, "hold.expired"), await (await gp.BookAsync(A.Booking(hold))).RefusalAsync());
        Assert.Contains(slot, await other.SlotsAsync(team.Service));
        var second = await other.HoldIdAsync(slot.SlotId);
        Assert.Equal((410, "hold.expired"), await (await gp.BookAsync(A.Booking(hold))).RefusalAsync());
        Assert.Equal(201, (int)(await other.BookAsync(A.Booking(second))).StatusCode);
    }

    [Fact]
    public async Task Sweeping_gives_expired_time_back_and_forgets_holds_a_day_later()
    {
        var team = await Host.OpenTeamAsync();
        using var gp = Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=2");
        var kept = await gp.HoldIdAsync(slots[0].SlotId);
        await gp.BookAsync(A.Booking(kept));
        var lapsed = await gp.HoldIdAsync(slots[1].SlotId);

        await using var db = Host.Db();
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.Equal(0, await HoldSweeper.SweepAsync(db, clock.Now, cancellationToken));
        clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(1, await HoldSweeper.SweepAsync(db, clock.Now, cancellationToken));

        Assert.Equal(1L, await Host.ScalarAsync<long>("SELECT count(*) FROM resource_claims"));
        Assert.Equal((410, "hold.expired"), await (await gp.BookAsync(A.Booking(lapsed))).RefusalAsync());
        clock.Now += TimeSpan.FromDays(2);
        await HoldSweeper.SweepAsync(db, clock.Now, cancellationToken);
        Assert.Equal(0L, await Host.ScalarAsync<long>("SELECT count(*) FROM holds"));
        Assert.Equal((404, "hold.unknown"), await (await gp.BookAsync(A.Booking(lapsed))).RefusalAsync());
    }

    [Fact]
    public async Task The_slots_of_both_clock_changes_are_offered_by_their_instants()
    {
        var team = await Host.OpenTeamAsync();
        using var gp = Host.Gp();
        clock.Now = new(2026, 10, 24, 12, 0, 0, TimeSpan.Zero);

        var onTheDay = (await gp.SlotsAsync(team.Service, "&from=2026-10-25T00:00:00Z&to=2026-10-26T00:00:00Z"));

        Assert.Equal(16, onTheDay.Count);
        Assert.Equal(new(2026, 10, 25, 9, 0, 0, TimeSpan.Zero), onTheDay[0].Start);
        Assert.Equal(TimeSpan.Zero, onTheDay[0].Start.Offset);
        var dayBefore = await gp.SlotsAsync(team.Service, "&from=2026-10-24T00:00:00Z&limit=1");
        Assert.Equal(new(2026, 10, 24, 13, 30, 0, TimeSpan.FromHours(1)), dayBefore[0].Start);
        Assert.Equal(TimeSpan.FromHours(1), dayBefore[0].Start.Offset);
    }
}
