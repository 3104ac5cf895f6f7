using IntegratedCare.DirectoryOfServices.UnmetNeed;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.UnmetNeed;

public sealed class UnmetNeedTallyTests
{
    private readonly FixedClock clock = new(new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private readonly UnmetNeedTally tally;

    public UnmetNeedTallyTests() => tally = new(clock);

    [Fact]
    public void Somebody_who_asks_again_on_the_day_is_counted_as_a_search_and_not_as_another_person()
    {
        for (var n = 0; n < 4; n++) Add("singing", "gp-1");
        Add("Singing!", "gp-2");
        Add("singing", "gp-2", neighbourhood: "east");

        var counts = tally.Take();

        Assert.Equal(5, counts.Searches.Single(c => c.Key.Neighbourhood.Length == 0).Value);
        Assert.Equal(1, counts.Searches.Single(c => c.Key.Neighbourhood == "east").Value);
        Assert.Equal(["gp-1", "gp-2"], counts.Askers.Keys.Select(a => a.Asker).Order());
        Assert.All(counts.Askers.Values, search => Assert.Empty(search.Neighbourhood));
        Assert.Equal((0, 0), (tally.Take().Searches.Count, tally.Take().Askers.Count));

        clock.Now = clock.Now.AddDays(1);
        Add("singing", "gp-1");
        var next = tally.Take();
        Assert.Equal((new(2026, 1, 6), 1), next.Searches.Select(c => (c.Key.Day, c.Value)).Single());
        Assert.Equal(new Asking(new(2026, 1, 6), "singing", "gp-1"), next.Askers.Keys.Single());
    }

    [Fact]
    public void The_day_is_londons()
    {
        clock.Now = new(2026, 6, 1, 23, 30, 0, TimeSpan.Zero);

        Add("singing", "gp-1");

        Assert.Equal(new(2026, 6, 2), tally.Take().Searches.Single().Key.Day);
    }

    [Fact]
    public void One_caller_who_searches_for_everything_there_is_fills_nothing()
    {
        for (var n = 0; n < 3_000; n++) Add("word" + string.Concat($"{n}".Select(digit => (char)('a' + digit - '0'))), "gp-1");

        var counts = tally.Take();

        Assert.InRange(counts.Searches.Count, 2, UnmetNeedTally.WordsPerAskerMax + 1);
        Assert.Equal(UnmetNeedTally.WordsPerAskerMax, counts.Askers.Count);
        Assert.Equal(3_000, counts.Searches.Values.Sum());
    }

    [Fact]
    public void Many_callers_fill_no_more_than_it_holds_and_every_search_is_counted()
    {
        for (var n = 0; n < 3_000; n++) Add("word" + string.Concat($"{n}".Select(digit => (char)('a' + digit - '0'))), $"gp-{n}");

        var counts = tally.Take();

        Assert.InRange(counts.Searches.Count, UnmetNeedTally.GroupsMax, UnmetNeedTally.GroupsMax + 1);
        Assert.Equal(UnmetNeedTally.GroupsMax, counts.Askers.Count);
        Assert.Equal(3_000, counts.Searches.Values.Sum());
    }

    [Fact]
    public void What_could_not_be_written_is_counted_on()
    {
        Add("singing", "gp-1");
        var taken = tally.Take();
        Add("singing", "gp-2");

        tally.Return(taken);

        var again = tally.Take();
        Assert.Equal((2, 2), (again.Searches.Single().Value, again.Askers.Count));
    }

    private void Add(string text, string asker, string? neighbourhood = null) =>
        tally.Add(text, "voluntarySector", null, neighbourhood, null, 78, asker);
}
