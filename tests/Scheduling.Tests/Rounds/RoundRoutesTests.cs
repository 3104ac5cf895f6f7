using IntegratedCare.Scheduling.Rounds.Solver;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>What the search reckons step by step must be what reckoning everything anew gives.</summary>
public sealed class RoundRoutesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Thousands_of_random_changes_leave_what_a_fresh_reckoning_gives(bool shifts)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var json = SmallInstance.Random(seed, patients: 5 + (2 * seed), caregivers: 2 + (seed % 5), shifts);
            var routes = new RoundRoutes(new(InstanceFile.Read(json)));
            RoundConstruction.Fill(routes);
            var (moves, random) = (new RoundMoves(routes), new RandomSource((ulong)seed));
            for (var (kept, tries) = (0, 0); kept < 400 && tries < 40_000; tries++)
            {
                var (before, cost) = (Written(routes), routes.Parts);
                if (!moves.Try(ref random) || !routes.Settle() || random.Below(3) == 0)
                {
                    routes.TakeBack();
                    Assert.Equal(before, Written(routes));
                    Assert.Equal(cost, routes.Parts);
                    continue;
                }

                routes.Keep();
                if (++kept % 50 == 0) routes.Renumber();
                MatchAfresh(routes, $"seed {seed}, change {kept}");
                if (kept % 100 == 0) MatchTheDefinition(routes, json);
            }
        }
    }

    [Fact]
    public void Numbering_the_order_anew_changes_no_route_and_gives_no_number_twice()
    {
        var routes = new RoundRoutes(new(InstanceFile.Read(SmallInstance.Random(3, patients: 40, caregivers: 6, shifts: false))));
        RoundConstruction.Fill(routes);
        var before = Written(routes);

        routes.Renumber();

        Assert.Equal(before, Written(routes));
        Assert.Equal(routes.Key.Length, routes.Key.Distinct().Count());
        MatchAfresh(routes, "numbered anew");
    }

    [Fact]
    public void A_plan_is_read_back_as_it_was()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var problem = InstanceFile.Read(SmallInstance.Random(seed, patients: 25, caregivers: 5, shifts: seed % 2 == 0));
            var plan = RoundSolver.Solve(problem, new(null, 3_000), null, null, CancellationToken.None).Plan;
            var routes = new RoundRoutes(new(problem));

            Assert.True(routes.Load(PlanOrder.Of(routes.Model, plan)), $"seed {seed}");
            Assert.Equal(InstanceFile.Write(problem, plan), InstanceFile.Write(problem, routes.Plan()));
        }
    }

    private static void MatchAfresh(RoundRoutes routes, string told)
    {
        var (fresh, snapshot) = (new RoundRoutes(routes.Model), new RoundRoutes.Snapshot(routes.Model));
        routes.CopyTo(snapshot);

        Assert.True(fresh.Load(snapshot), told);
        Assert.Equal(fresh.Parts, routes.Parts);
        Assert.Equal(Written(fresh), Written(routes));
    }

    private static void MatchTheDefinition(RoundRoutes routes, string json)
    {
        var plan = routes.Plan();
        var verdict = PlanChecker.Check(json, InstanceFile.Write(routes.Model.Problem, plan));

        Assert.Empty(verdict.Faults);
        Assert.Equal(verdict.Missing.Count, plan.Cost.UnassignedHalves);
        Assert.Equal(
            (verdict.Distance, verdict.Tardiness, verdict.LargestTardiness),
            (plan.Cost.Travel / 1000.0, plan.Cost.Lateness / 1000.0, plan.Cost.LargestLateness / 1000.0));
    }

    private static string Written(RoundRoutes routes) => InstanceFile.Write(routes.Model.Problem, routes.Plan());
}
