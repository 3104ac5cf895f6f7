using IntegratedCare.Scheduling.Rounds.Solver;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>A visit added to a day that has begun.</summary>
public sealed class LeastDisruptionTests
{
    [Fact]
    public void Others_keep_carer_and_time_wherever_that_is_possible()
    {
        var (undisturbed, days) = (0, 100);
        for (var seed = 0; seed < days; seed++)
        {
            var json = SmallInstance.Random(seed, patients: 12, caregivers: 4, shifts: seed % 2 == 0);
            var (problem, before) = WithoutTheLast(json);
            var added = problem.Visits.Count - 1;

            if (LeastDisruption.Insert(problem, before, added) is not var (plan, changed))
            {
                Assert.True(seed % 2 == 0, $"seed {seed}: only shifts can leave no room");
                continue;
            }

            var verdict = PlanChecker.Check(json, InstanceFile.Write(problem, plan));
            Assert.True(verdict.Faults.Count == 0, $"seed {seed}: {string.Join("; ", verdict.Faults)}");
            Assert.DoesNotContain(added, plan.Unassigned);
            Assert.Equal(changed, Stops(before).Except(Stops(plan)).Count());
            Assert.True(Fewest(problem, before, added) >= changed, $"seed {seed}");
            if (changed == 0) undisturbed++;
        }

        Assert.InRange(undisturbed, days / 4, days - 5);
    }

    [Fact]
    public void Nobody_is_visited_earlier_than_they_were_told_unless_somebody_else_comes()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (problem, before) = WithoutTheLast(SmallInstance.Random(seed, patients: 12, caregivers: 4, shifts: false));
            var (plan, _) = LeastDisruption.Insert(problem, before, problem.Visits.Count - 1)!.Value;
            var told = Stops(before).ToDictionary(one => (one.Stop.Visit, one.Stop.IsSecond), one => one.Stop.Start);

            Assert.All(Stops(plan).Where(one => one.Stop.Visit != problem.Visits.Count - 1),
                one => Assert.True(one.Stop.Start >= told[(one.Stop.Visit, one.Stop.IsSecond)]));
        }
    }

    [Fact]
    public void What_nobody_can_do_is_not_inserted()
    {
        var problem = InstanceFile.Read(SmallInstance.Written);
        var before = RoundSolver.Greedy(problem);
        var wanted = new RoundVisit("d", 1, 0, 1000, new(["surgery"], 10_000));

        Assert.Null(LeastDisruption.Insert(problem with { Visits = [.. problem.Visits, wanted] }, before, problem.Visits.Count));
    }

    [Fact]
    public void A_visit_that_is_planned_already_is_not_planned_twice()
    {
        var problem = InstanceFile.Read(SmallInstance.Written);

        Assert.Throws<ArgumentException>(() => LeastDisruption.Insert(problem, RoundSolver.Greedy(problem), 0));
    }

    // The day planned as if its last visit were not known yet.
    private static (RoundProblem Problem, RoundPlan Before) WithoutTheLast(string json)
    {
        var problem = InstanceFile.Read(json);
        var known = problem with { Visits = [.. problem.Visits.SkipLast(1)] };
        return (problem, RoundSolver.Solve(known, new(null, 3_000), null, null, CancellationToken.None).Plan);
    }

    // Fewest halves changed by any place for the visit among the others, said by trying the places one by one on a day where everybody
    // begins no earlier than told.
    private static int Fewest(RoundProblem problem, RoundPlan before, int added)
    {
        var model = new RoundModel(problem);
        foreach (var (_, stop) in Stops(before))
        {
            var half = (2 * stop.Visit) + (stop.IsSecond ? 1 : 0);
            model.Earliest[half] = Math.Max(model.Earliest[half], stop.Start);
        }

        var routes = new RoundRoutes(model);
        routes.Load(PlanOrder.Of(model, before));
        return RoundInsertion.Best(routes, added, () => (Stops(before).Except(Stops(routes.Plan())).Count(), 0))?.Rank.Changed ?? int.MaxValue;
    }

    private static IEnumerable<(int Carer, RoundStop Stop)> Stops(RoundPlan plan) =>
        plan.Routes.SelectMany((route, carer) => route.Select(stop => (carer, stop)));
}
