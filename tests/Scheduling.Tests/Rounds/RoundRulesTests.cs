using IntegratedCare.Scheduling.Rounds.Solver;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>What a coordinator may ask of a plan beside the published problem.</summary>
public sealed class RoundRulesTests
{
    private const int Days = 120;

    [Fact]
    public void Shifts_and_homes_hold_on_any_day_and_what_finds_no_room_is_said()
    {
        var unassigned = 0;
        for (var seed = 0; seed < Days; seed++)
        {
            var json = SmallInstance.Random(seed, patients: 6 + (seed % 10), caregivers: 2 + (seed % 4), shifts: true);
            var problem = InstanceFile.Read(json);
            var plan = Solve(problem);
            var verdict = PlanChecker.Check(json, InstanceFile.Write(problem, plan));

            Assert.True(verdict.Faults.Count == 0, $"seed {seed}: {string.Join("; ", verdict.Faults)}");
            Assert.Equal(verdict.Missing.Count, plan.Cost.UnassignedHalves);
            Assert.Equal(verdict.Missing.Count, plan.Unassigned.Sum(visit => problem.Visits[visit].Second is null ? 1 : 2));
            Assert.Equal(verdict.Cost + (plan.Cost.UnassignedHalves * problem.Weights.Unassigned / 3000.0), plan.Cost.Minutes, 6);
            unassigned += plan.Unassigned.Count;
        }

        Assert.True(unassigned > 20, "too few days were tight enough to show anything");
    }

    [Fact]
    public void A_visit_is_left_out_only_where_no_place_in_the_plan_would_hold_it()
    {
        for (var seed = 0; seed < Days; seed++)
        {
            var problem = InstanceFile.Read(SmallInstance.Random(seed, patients: 6 + (seed % 10), caregivers: 2 + (seed % 4), shifts: true));
            var plan = Solve(problem);
            var routes = new RoundRoutes(new(problem));
            routes.Load(PlanOrder.Of(routes.Model, plan));

            Assert.All(plan.Unassigned, visit => Assert.Null(RoundInsertion.Best(routes, visit, () => (0, routes.Cost))));
        }
    }

    [Fact]
    public void A_pinned_half_stays_with_its_carer()
    {
        for (var seed = 0; seed < Days; seed++)
        {
            var json = SmallInstance.Random(seed, patients: 12, caregivers: 4, shifts: false);
            var problem = InstanceFile.Read(json);
            var (visit, carer) = (seed % 12, (seed / 12) % 4);
            var pinned = problem with
            {
                Visits = [.. problem.Visits.Select((one, i) => i == visit ? one with { First = one.First with { PinnedTo = carer } } : one)],
            };

            var plan = Solve(pinned);

            if (plan.Unassigned.Contains(visit)) Assert.NotNull(problem.Visits[visit].Second);
            else Assert.Contains(plan.Routes[carer], stop => stop.Visit == visit && !stop.IsSecond);
        }
    }

    [Fact]
    public void Locked_visits_keep_carer_and_start_however_the_rest_is_planned()
    {
        for (var seed = 0; seed < Days; seed++)
        {
            var json = SmallInstance.Random(seed, patients: 14, caregivers: 4, shifts: seed % 2 == 0);
            var problem = InstanceFile.Read(json);
            var before = Solve(problem, iterations: 200);
            var locked = problem with
            {
                Visits = [.. problem.Visits.Select((visit, i) => (i + seed) % 3 == 0 ? Lock(visit, i, before) : visit)],
            };

            var plan = RoundSolver.Solve(locked, new(null, 5_000), before, null, CancellationToken.None).Plan;

            foreach (var (carer, stop) in Stops(before).Where(one => (one.Stop.Visit + seed) % 3 == 0))
                Assert.Contains(stop, plan.Routes[carer]);
            Assert.True(plan.Cost.Weighted <= before.Cost.Weighted, $"seed {seed}");
            Assert.Empty(PlanChecker.Check(json, InstanceFile.Write(problem, plan)).Faults);
        }
    }

    [Fact]
    public void Locks_of_a_plan_are_kept_by_one_that_begins_from_nothing()
    {
        for (var seed = 0; seed < Days; seed++)
        {
            var problem = InstanceFile.Read(SmallInstance.Random(seed, patients: 10, caregivers: 3, shifts: false));
            var before = Solve(problem, iterations: 200);
            var locked = problem with { Visits = [.. problem.Visits.Select((visit, i) => i < 4 ? Lock(visit, i, before) : visit)] };

            var plan = Solve(locked);

            foreach (var (carer, stop) in Stops(before).Where(one => one.Stop.Visit < 4))
                Assert.True(plan.Routes[carer].Contains(stop) || plan.Unassigned.Contains(stop.Visit), $"seed {seed}");
            Assert.DoesNotContain(plan.Unassigned, visit => visit < 4);
        }
    }

    [Fact]
    public void Who_is_known_comes_where_that_weighs_more_than_the_way()
    {
        var problem = InstanceFile.Read(SmallInstance.Random(5, patients: 15, caregivers: 4, shifts: false));
        int[] strangers = [1_000_000, 0, 1_000_000, 1_000_000];
        var knowing = problem with
        {
            Visits = [.. problem.Visits.Select(visit => visit.First.Skills.Contains("s1") || visit.Second is not null
                ? visit
                : visit with { First = visit.First with { Unfamiliarity = strangers } })],
        };

        var plan = Solve(knowing);

        Assert.Equal(0, plan.Cost.Unfamiliarity);
        Assert.All(Enumerable.Range(0, 15).Where(visit => knowing.Visits[visit].First.Unfamiliarity is not null),
            visit => Assert.Contains(plan.Routes[1], stop => stop.Visit == visit));
    }

    [Fact]
    public void Weights_decide_between_the_way_and_being_on_time()
    {
        var problem = InstanceFile.Read(SmallInstance.Random(11, patients: 25, caregivers: 3, shifts: false));

        var hurried = Solve(problem with { Weights = new(Travel: 1, Lateness: 50) }, iterations: 60_000).Cost;
        var sparing = Solve(problem with { Weights = new(Travel: 50, Lateness: 1) }, iterations: 60_000).Cost;

        Assert.True(hurried.Lateness < sparing.Lateness);
        Assert.True(hurried.Travel > sparing.Travel);
    }

    private static RoundPlan Solve(RoundProblem problem, long iterations = 5_000) =>
        RoundSolver.Solve(problem, new(null, iterations), null, null, CancellationToken.None).Plan;

    private static IEnumerable<(int Carer, RoundStop Stop)> Stops(RoundPlan plan) =>
        plan.Routes.SelectMany((route, carer) => route.Select(stop => (carer, stop)));

    private static RoundVisit Lock(RoundVisit visit, int index, RoundPlan plan)
    {
        RoundTask Locked(RoundTask task, bool second)
        {
            var stop = Stops(plan).Where(one => one.Stop.Visit == index && one.Stop.IsSecond == second).ToArray();
            return stop.Length == 0 ? task : task with { PinnedTo = stop[0].Carer, LockedStart = stop[0].Stop.Start };
        }

        return visit with { First = Locked(visit.First, false), Second = visit.Second is { } other ? Locked(other, true) : null };
    }
}
