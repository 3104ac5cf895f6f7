using IntegratedCare.Scheduling.Rounds.Solver;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>Plans against the definition of the problem and against what others found. Budgets are iterations: a slow machine changes nothing.</summary>
public sealed class RoundSolverTests
{
    public static TheoryData<string> With10 => [.. Enumerable.Range(1, 10).Select(number => $"mankowska_10_{number}")];

    public static TheoryData<string> With25 => [.. Enumerable.Range(1, 5).Select(number => $"mankowska_25_{number}")];

    public static TheoryData<string, double> Larger => new()
    {
        { "mankowska_50_1", 1.10 }, { "mankowska_50_2", 1.05 }, { "mankowska_50_3", 1.05 }, { "mankowska_50_4", 1.05 }, { "mankowska_50_5", 1.05 },
        { "mankowska_100_1", 1.10 }, { "mankowska_100_2", 1.10 }, { "mankowska_200_1", 1.15 },
    };

    [Fact]
    public void The_written_instance_gets_its_one_best_plan()
    {
        var (plan, solution) = Solved(SmallInstance.Written, iterations: 20_000);

        Assert.Equal(40, plan.Cost.Minutes);
        Assert.Equal(40, PlanChecker.Check(SmallInstance.Written, solution).Cost);
    }

    [Fact]
    public void The_published_toy_gets_its_proven_optimum()
    {
        var (json, best) = PublishedInstances.Read("toy");

        Assert.Equal(best, Checked(json, iterations: 20_000), 3);
    }

    [Theory]
    [MemberData(nameof(With10))]
    public void Ten_patients_get_the_best_known_cost(string name)
    {
        var (json, best) = PublishedInstances.Read(name);

        Assert.True(Checked(json, iterations: 500_000) < best + 0.001);
    }

    [Theory]
    [MemberData(nameof(With25))]
    public void Twenty_five_patients_get_the_best_known_cost(string name)
    {
        var (json, best) = PublishedInstances.Read(name);

        Assert.True(Checked(json, iterations: 2_000_000) < best + 0.001);
    }

    [Theory]
    [MemberData(nameof(Larger))]
    public void The_larger_published_instances_come_near_the_best_known_cost_in_a_short_run(string name, double factor)
    {
        var (json, best) = PublishedInstances.Read(name);

        var cost = Checked(json, iterations: 1_000_000);

        Assert.True(cost < best * factor, $"{cost} is too far from {best}");
        Assert.True(cost < RoundSolver.Greedy(InstanceFile.Read(json)).Cost.Minutes);
    }

    [Fact]
    public void A_plan_of_any_day_is_right_and_costs_what_is_claimed()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var json = SmallInstance.Random(seed, patients: 2 + (seed % 15), caregivers: 2 + (seed % 4), shifts: false);

            Checked(json, iterations: 3_000, told: $"seed {seed}");
        }
    }

    [Fact]
    public void A_search_betters_the_greedy_plan_of_most_days_and_worsens_none()
    {
        var (better, days) = (0, 60);
        for (var seed = 0; seed < days; seed++)
        {
            var problem = InstanceFile.Read(SmallInstance.Random(seed, patients: 20, caregivers: 4, shifts: seed % 2 == 0));
            var greedy = RoundSolver.Greedy(problem).Cost.Weighted;
            var found = RoundSolver.Solve(problem, new(null, 20_000), null, null, CancellationToken.None).Plan.Cost.Weighted;

            Assert.True(found <= greedy, $"seed {seed}: {found} is worse than {greedy}");
            if (found < greedy) better++;
        }

        Assert.True(better > days / 2);
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_plan_and_another_seed_another_way_to_it()
    {
        var problem = InstanceFile.Read(SmallInstance.Random(7, patients: 60, caregivers: 8, shifts: false));
        string Run(ulong seed) => InstanceFile.Write(
            problem, RoundSolver.Solve(problem, new(null, 60_000, seed), null, null, CancellationToken.None).Plan);

        Assert.Equal(Run(seed: 1), Run(seed: 1));
        Assert.NotEqual(Run(seed: 1), Run(seed: 2));
    }

    [Fact]
    public void A_cancelled_run_ends_with_the_best_plan_so_far()
    {
        var json = SmallInstance.Random(8, patients: 60, caregivers: 8, shifts: false);
        var problem = InstanceFile.Read(json);
        using var cancelled = new CancellationTokenSource();
        var told = new List<RoundProgress>();

        var result = RoundSolver.Solve(problem, new(TimeSpan.FromHours(1)), null, Tell, cancelled.Token);

        Assert.True(result.Plan.Cost.Minutes <= told[^1].BestCost);
        Assert.True(result.Iterations >= told[^1].Iterations);
        Assert.Empty(PlanChecker.Check(json, InstanceFile.Write(problem, result.Plan)).Faults);

        void Tell(RoundProgress progress)
        {
            told.Add(progress);
            if (told.Count == 3) cancelled.Cancel();
        }
    }

    [Fact]
    public void Who_cancels_before_the_start_gets_the_greedy_plan()
    {
        var problem = InstanceFile.Read(SmallInstance.Random(9, patients: 30, caregivers: 5, shifts: false));

        var result = RoundSolver.Solve(problem, new(TimeSpan.FromHours(1)), null, null, new(canceled: true));

        Assert.Equal(RoundSolver.Greedy(problem).Cost, result.Plan.Cost);
        Assert.Equal(0, result.Iterations);
    }

    [Fact]
    public void A_day_without_visits_or_without_carers_has_a_plan_too()
    {
        var problem = InstanceFile.Read(SmallInstance.Written);
        var budget = new RoundBudget(null, 3_000);

        var idle = RoundSolver.Solve(problem with { Visits = [] }, budget, null, null, CancellationToken.None).Plan;
        var alone = RoundSolver.Solve(problem with { Carers = [] }, budget, null, null, CancellationToken.None).Plan;

        Assert.All(idle.Routes, Assert.Empty);
        Assert.Equal([0, 1, 2], alone.Unassigned);
        Assert.Equal(5, alone.Cost.UnassignedHalves);
    }

    // Solves and has the checker judge it; the cost that both agree on.
    private static double Checked(string json, long iterations, string told = "")
    {
        var (plan, solution) = Solved(json, iterations);
        var verdict = PlanChecker.Check(json, solution);

        Assert.True(verdict.Faults.Count == 0, $"{told}: {string.Join("; ", verdict.Faults)}");
        Assert.True(verdict.Missing.Count == 0, $"{told}: {string.Join("; ", verdict.Missing)}");
        Assert.Equal(verdict.Cost, plan.Cost.Minutes, 6);
        return verdict.Cost;
    }

    private static (RoundPlan Plan, string Solution) Solved(string json, long iterations)
    {
        var problem = InstanceFile.Read(json);
        var plan = RoundSolver.Solve(problem, new(null, iterations), null, null, CancellationToken.None).Plan;
        return (plan, InstanceFile.Write(problem, plan));
    }
}
