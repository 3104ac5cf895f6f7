using IntegratedCare.Scheduling.Rounds;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>The worker that plans, and what becomes of a round whatever happens to it.</summary>
public sealed class RoundPlannerTests(Place place)
{
    private static readonly Guid Elsewhere = Guid.NewGuid();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private RoundPlanner Planner => place.Host.Services.GetRequiredService<RoundPlanner>();

    [Fact]
    public async Task What_a_killed_worker_left_is_taken_up_again()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7())));
        await place.Host.ExecuteAsync(
            $"""
             UPDATE rounds SET status = 'Running', plan = NULL, lease_holder = gen_random_uuid(), lease_until = now() - interval '1 second'
             WHERE id = '{round}'
             """);

        await coordinator.UntilAsync(team.Id, round, "planned");

        Assert.Single((await coordinator.RoundAsync(team.Id, round)).Stops());
    }

    [Fact]
    public async Task A_round_that_another_worker_holds_is_left_to_it_and_no_more_are_planned_at_once_than_the_place_allows()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var body = Rounding.DayOf(team.Members, Rounding.Visit(Guid.CreateVersion7()));
        var (one, other) = (await coordinator.PlannedRoundAsync(team.Id, body), await coordinator.PlannedRoundAsync(team.Id, body.DeepClone()));
        await HoldAsync(one);
        var third = (await (await coordinator.AskRoundAsync(team.Id, body.DeepClone())).JsonAsync()).GetProperty("id").GetGuid();
        await coordinator.UntilAsync(team.Id, third, "planned");

        await HoldAsync(other);
        (await coordinator.TellRoundAsync(team.Id, third, "optimisation", new { seconds = 1 })).EnsureSuccessStatusCode();
        Assert.Null(await Planner.TakeAsync(Guid.NewGuid(), Cancelled));

        Assert.Equal(2L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM rounds WHERE lease_holder = '{Elsewhere}'"));
        await place.Host.ExecuteAsync(
            $"UPDATE rounds SET status = 'Planned', lease_holder = NULL, lease_until = NULL WHERE lease_holder = '{Elsewhere}'");
        await coordinator.UntilAsync(team.Id, third, "planned");
    }

    private Task HoldAsync(Guid round) => place.Host.ExecuteAsync(
        $"UPDATE rounds SET status = 'Running', lease_holder = '{Elsewhere}', lease_until = now() + interval '1 hour' WHERE id = '{round}'");

    [Fact]
    public async Task A_search_that_is_stopped_leaves_the_best_plan_so_far()
    {
        var team = await place.Host.OpenTeamAsync(members: 3);
        using var coordinator = place.Host.Coordinator();
        var body = Rounding.DayOf(team.Members, [.. Rounding.Ids(12).Select((id, i) => Rounding.Visit(id, 0.005 * i))]);
        body["seconds"] = 120;
        var answer = await coordinator.AskRoundAsync(team.Id, body);
        var round = (await answer.JsonAsync()).GetProperty("id").GetGuid();
        await Eventually.Async(
            async () => (await coordinator.RoundAsync(team.Id, round)).GetProperty("progress").GetProperty("iterations").GetInt64() > 0,
            TimeSpan.FromSeconds(90));

        (await coordinator.TellRoundAsync(team.Id, round, "cancellation", new { })).EnsureSuccessStatusCode();
        await coordinator.UntilAsync(team.Id, round, "planned");

        Assert.Equal(12, (await coordinator.RoundAsync(team.Id, round)).Stops().Count);
        Assert.Equal((409, "round.not-busy"), await (await coordinator.TellRoundAsync(team.Id, round, "cancellation", new { })).RefusalAsync());
    }

    [Fact]
    public async Task Where_visits_were_is_forgotten_after_some_weeks_and_their_times_stay()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var visit = Guid.CreateVersion7();
        var round = await coordinator.PlannedRoundAsync(team.Id, Rounding.DayOf(team.Members, Rounding.Visit(visit)));
        await place.Host.ExecuteAsync($"UPDATE rounds SET date = date - 34 WHERE id = '{round}'");

        await Planner.ForgetAsync(Cancelled);

        Assert.True(await place.Host.ScalarAsync<bool>($"SELECT asked IS NULL FROM rounds WHERE id = '{round}'"));
        Assert.Equal(visit, Assert.Single((await coordinator.RoundAsync(team.Id, round)).Stops()).Visit);
        Assert.Equal((410, "round.forgotten"), await (await coordinator.TellRoundAsync(
            team.Id, round, "visits", new { visit = Rounding.Visit(Guid.CreateVersion7()) })).RefusalAsync());
        Assert.Equal((410, "round.forgotten"), await (await coordinator.TellRoundAsync(team.Id, round, "optimisation", new { })).RefusalAsync());
    }
}
