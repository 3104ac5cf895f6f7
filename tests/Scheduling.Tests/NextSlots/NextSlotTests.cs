using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.NextSlots;

namespace IntegratedCare.Scheduling.Tests.NextSlots;

public class NextSlotTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_the_world_knows_already_is_not_told_again()
    {
        var next = New();

        Assert.False(next.Take(FreeStarts.NotGiven));
        Assert.True(next.Take(Free(("central", 1), ("east", 2))));
        Assert.False(next.Take(Free(("east", 2), ("central", 1))));
        Assert.True(next.Take(Free(("central", 1), ("east", 3))));
        Assert.True(next.Take(Free(("central", 1))));
        Assert.True(next.Take(new(Free().Starts, Exhausted: true)));
        Assert.True(next.Take(FreeStarts.NotGiven));
        Assert.Equal(5, next.Version);
    }

    [Fact]
    public void An_event_says_the_earliest_of_all_and_each_neighbourhoods_own()
    {
        var next = New();
        next.Take(Free(("west", 4), ("central", 2)));

        var told = next.Changed(Now);

        Assert.Equal((1, Now.AddHours(2), false), (told.Version, told.StartsAt, told.Exhausted));
        Assert.Equal([("central", Now.AddHours(2)), ("west", Now.AddHours(4))],
            told.Neighbourhoods.Select(n => (n.NeighbourhoodCode, n.StartsAt)));
    }

    [Fact]
    public void It_is_looked_at_again_when_its_slot_has_begun_or_the_horizon_moved_on_and_never_without_a_rest()
    {
        var next = New();

        next.Rest(Now, TimeSpan.Zero);
        Assert.Equal(Now + NextSlot.LooksAgainAfter, next.DueAt);

        next.Take(new(new Dictionary<string, DateTimeOffset> { ["central"] = Now.AddMinutes(2) }, false));
        next.Rest(Now, TimeSpan.Zero);
        Assert.Equal(Now.AddMinutes(2), next.DueAt);

        next.Rest(Now.AddMinutes(2), TimeSpan.Zero);
        Assert.Equal(Now.AddMinutes(2) + NextSlot.RestsFor, next.DueAt);

        next.Rest(Now, TimeSpan.FromSeconds(10));
        Assert.Equal(Now.AddSeconds(200), next.RestsUntil);
        Assert.Equal(next.RestsUntil, next.DueAt);
    }

    private static NextSlot New() => new() { Service = new ServiceId(Guid.NewGuid()) };

    private static FreeStarts Free(params (string Neighbourhood, int Hours)[] starts) =>
        new(starts.ToDictionary(s => s.Neighbourhood, s => Now.AddHours(s.Hours)), Exhausted: false);
}
