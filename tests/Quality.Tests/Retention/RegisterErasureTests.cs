using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Learning;
using IntegratedCare.Quality.Retention;
using IntegratedCare.Quality.Risks;
using IntegratedCare.Quality.Tests.Measures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Quality.Tests.Retention;

[Collection(QualityCollection.Name)]
public sealed class RegisterErasureTests(QualityHost quality)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DateOnly Today => LondonTime.DateOf(TimeProvider.System.GetUtcNow());

    private Task<int> SweepAsync() => quality.Service.Services.GetRequiredService<RetentionSweeper>().SweepAsync(Cancelled);

    // Only who may switch triggers off makes a record older than it is.
    private async Task AgeAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(quality.Service.SuperuserConnectionString);
        await using var age = owner.CreateCommand($"set session_replication_role = replica; {sql}");
        await age.ExecuteNonQueryAsync(Cancelled);
    }

    [Fact]
    public async Task Words_of_a_risk_that_was_closed_long_ago_go_and_its_gradings_stay()
    {
        var stated = new RiskStatement("Few nurses", "Ward lost two.", RiskCategory.Workforce, Roles.ChiefNurse, new(4, 4), new(3, 4), new(2, 4), 12, Today.AddDays(9));
        var closed = await QualityHost.PostAsync<RiskView>(quality.ChiefNurse, "/api/quality/risks", new RaiseRiskRequest(stated));
        var open = await QualityHost.PostAsync<RiskView>(quality.ChiefNurse, "/api/quality/risks", new RaiseRiskRequest(stated));
        await quality.PutAsync<RiskView>(quality.ChiefNurse, $"/api/quality/risks/{closed.Id}",
            new ChangeRiskRequest(stated with { Status = RiskStatus.Closed }, "Over"), "\"1\"");
        await AgeAsync($"update risk_versions set at = at - interval '7 years' where risk_id in ('{closed.Id}', '{open.Id}')");

        await SweepAsync();

        var read = await QualityHost.GetAsync<RiskView>(quality.ChiefNurse, $"/api/quality/risks/{closed.Id}");
        Assert.Equal((null, null, 12), (read.Title, read.Description, read.AfterControls.Score));
        Assert.Equal("Few nurses", (await QualityHost.GetAsync<RiskView>(quality.ChiefNurse, $"/api/quality/risks/{open.Id}")).Title);
        Assert.Contains("client:quality quality administration risk.erase", await quality.AccessesAsync("risk", closed.Id));
    }

    [Fact]
    public async Task Words_of_what_was_learnt_and_resolved_long_ago_go_and_the_facts_stay()
    {
        var response = await QualityHost.PostAsync<LearningResponseView>(quality.ChiefNurse, "/api/quality/learning/responses", new OpenResponseRequest(
            LearningMethod.Swarm, "Handover", "Why?", Roles.ChiefNurse, Today, []));
        var action = await QualityHost.PostAsync<LearningActionView>(
            quality.ChiefNurse, $"/api/quality/learning/responses/{response.Id}/actions", new AgreeActionRequest("One rota", Roles.ChiefNurse, Today));
        await QualityHost.PostAsync<LearningResponseView>(
            quality.ChiefNurse, $"/api/quality/learning/responses/{response.Id}/end", new FinishResponseRequest("Two rotas", [LearningTheme.Records]));
        var issue = await QualityHost.PostAsync<IssueView>(
            quality.ChiefNurse, "/api/quality/issues", new LogIssueRequest("No clinic", "Ill nurses", Roles.ChiefNurse, RiskBand.High));
        await QualityHost.PostAsync<IssueView>(quality.ChiefNurse, $"/api/quality/issues/{issue.Id}/resolution", new ResolveIssueRequest("Cover"));
        await AgeAsync($"update learning_responses set finished_at = finished_at - interval '21 years' where id = '{response.Id}'; "
            + $"update issues set resolved_at = resolved_at - interval '7 years' where id = '{issue.Id}'");

        await Task.WhenAll(SweepAsync(), SweepAsync());
        await SweepAsync();

        var read = await QualityHost.GetAsync<LearningResponseView>(quality.ChiefNurse, $"/api/quality/learning/responses/{response.Id}");
        Assert.Equal((null, null, null), (read.Title, read.Question, read.Findings));
        Assert.Equal((action.Id, null), (Assert.Single(read.Actions ?? []).Id, read.Actions![0].Action));
        Assert.Equal([LearningTheme.Records], read.Themes);
        var log = await QualityHost.GetAsync<IssueView>(quality.ChiefNurse, $"/api/quality/issues/{issue.Id}");
        Assert.Equal((null, null, Roles.ChiefNurse), (log.Title, log.Resolution, log.ResolvedByRole));
        Assert.Single(await quality.AccessesAsync("learning-response", response.Id), a => a.EndsWith("learning-response.erase", StringComparison.Ordinal));
    }
}
