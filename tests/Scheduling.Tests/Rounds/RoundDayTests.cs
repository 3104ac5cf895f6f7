using IntegratedCare.Scheduling.Rounds;
using IntegratedCare.Scheduling.Rounds.Solver;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>How a round's request becomes the solver's problem, and its plan the place's.</summary>
public sealed class RoundDayTests
{
    private static readonly Guid[] Members = Rounding.Ids(2);
    private static readonly Guid[] Visits = Rounding.Ids(3);
    private static readonly PointEntry Home = new(53.54, -2.11);

    [Fact]
    public void What_has_begun_stays_as_planned_and_nothing_else_begins_in_the_past()
    {
        var day = new RoundDay(Asked(shiftEnd: 960), new());
        var before = day.Planned(day.Problem(null, -1), Solve(day.Problem(null, -1)));
        var now = before.Stops.Select(stop => stop.Start).Order().First();

        var problem = day.Problem(before, now);
        var after = day.Planned(problem, Solve(problem));

        foreach (var stop in before.Stops.Where(stop => stop.Start <= now)) Assert.Contains(stop, after.Stops);
        Assert.All(after.Stops.Except(before.Stops.Where(stop => stop.Start <= now)), stop => Assert.True(stop.Start >= now));
        Assert.Equal(3, after.Stops.Count);
    }

    [Fact]
    public void The_way_is_the_straight_line_made_longer_at_the_places_speed()
    {
        var travel = new RoundDay(Asked(shiftEnd: 960), new() { RoadFactor = 1.5, KilometresPerHour = 30 }).Problem(null, -1).Travel;

        // A tenth of a degree of latitude is 11.12 km, at 30 km/h and half as long again 33.36 minutes.
        Assert.InRange(travel[0, 1], 33_300, 33_420);
        Assert.Equal(travel[0, 1], travel[1, 0]);
        Assert.Equal(0, travel[2, 2]);
        // East and west a degree is shorter by the cosine of the latitude.
        Assert.InRange(travel[0, 2] / (double)travel[0, 1], 0.590, 0.598);
    }

    [Fact]
    public void Travel_times_that_are_supplied_are_taken_as_they_are()
    {
        var minutes = Enumerable.Range(0, 7).Select(from => (IReadOnlyList<double>)[.. Enumerable.Range(0, 7).Select(to => (from * 10) + to + 0.5)]).ToArray();

        var travel = new RoundDay(Asked(shiftEnd: 960) with { TravelMinutes = minutes }, new()).Problem(null, -1).Travel;

        Assert.Equal(7, travel.Locations);
        Assert.Equal((34_500, 60_500), (travel[3, 4], travel[6, 0]));
    }

    [Fact]
    public void What_finds_no_room_says_so_and_what_nobody_can_do_says_that()
    {
        var asked = Asked(shiftEnd: 500);
        asked = asked with { Visits = [.. asked.Visits.Take(2), asked.Visits[2] with { First = new(30, ["surgery"]) }] };
        var day = new RoundDay(asked, new());

        var problem = day.Problem(null, -1);
        var planned = day.Planned(problem, Solve(problem));

        Assert.Equal(
            [(Visits[0], UnassignedReason.NoRoom), (Visits[1], UnassignedReason.NoRoom), (Visits[2], UnassignedReason.NobodyAble)],
            planned.Unassigned.Select(gap => (gap.Visit, gap.Why)));
    }

    [Fact]
    public void A_preferred_carer_comes_where_the_way_does_not_cost_more_than_that_is_worth()
    {
        var asked = Asked(shiftEnd: 960);
        AskedRound Preferring(int worth) => asked with
        {
            Visits = [.. asked.Visits.Select(visit => visit with { Preferred = Members[1] })], Weights = new(UnfamiliarMinutes: worth),
        };
        int Strangers(int worth)
        {
            var day = new RoundDay(Preferring(worth), new());
            var problem = day.Problem(null, -1);
            return day.Planned(problem, Solve(problem)).Stops.Count(stop => stop.Member != Members[1]);
        }

        Assert.Equal(0, Strangers(600));
        Assert.Equal(3, Strangers(0));
    }

    // The second carer lives far away: without a reason nobody sends her.
    private static AskedRound Asked(double shiftEnd) => new(
        [
            new(Members[0], ["nurse"], 480, shiftEnd, Home, Home),
            new(Members[1], ["nurse"], 480, shiftEnd, new(53.60, -2.11), new(53.60, -2.11)),
        ],
        [Visit(0, new(53.44, -2.11)), Visit(1, new(53.54, -2.11)), Visit(2, new(53.44, -2.01))],
        new(), [], null);

    private static AskedVisit Visit(int index, PointEntry at) =>
        new(Visits[index], at, 540, 900, new(30, ["nurse"]), null, default, 0, 0, null, null);

    private static RoundPlan Solve(RoundProblem problem) =>
        RoundSolver.Solve(problem, new(null, 20_000), null, null, CancellationToken.None).Plan;
}
