using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Risks;
using IntegratedCare.Quality.Tasks;
using IntegratedCare.Quality.Tests.Measures;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Framework = IntegratedCare.Quality.Tests.Measures.Framework;

namespace IntegratedCare.Quality.Tests.Risks;

[Collection(QualityCollection.Name)]
public sealed class RiskRegisterTests(QualityHost quality)
{
    private const string Risks = "/api/quality/risks";
    private const string Issues = "/api/quality/issues";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DateOnly Today => LondonTime.DateOf(TimeProvider.System.GetUtcNow());

    private static RiskStatement Stated => new(
        "Too few falls clinics in winter", "Mrs Ashworth's ward lost two nurses.", RiskCategory.Workforce, Roles.ChiefNurse,
        new(4, 5), new(4, 4), new(4, 2), Appetite: 12, ReviewOn: Today.AddDays(60), Controls: "Agency cover", PartnerOrganisation: "RM3");

    private HttpClient Dass => quality.Service.Client(Roles.Dass, "E08000004");

    private HttpClient Dph => quality.Service.Client(Roles.Dph, "E08000004");

    private async Task<RiskView> RaisedAsync(RiskStatement? stated = null) =>
        await QualityHost.PostAsync<RiskView>(quality.ChiefNurse, Risks, new RaiseRiskRequest(stated ?? Stated));

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(path, body, QualityHost.Json, Cancelled);

    private async Task<IReadOnlyList<QualityTask>> TasksAsync(Guid about)
    {
        await using var db = quality.Service.Db();
        return await db.Tasks.AsNoTracking().Where(t => t.AboutId == about).OrderBy(t => t.RaisedAt).ToListAsync(Cancelled);
    }

    [Fact]
    public async Task A_risk_is_graded_before_and_after_its_controls_and_its_story_is_kept()
    {
        var raised = await RaisedAsync();
        Assert.Equal((20, RiskBand.Extreme, 16, true, 8), (
            raised.BeforeControls.Score, raised.BeforeControls.Band, raised.AfterControls.Score, raised.BeyondAppetite, raised.Target.Score));

        var changed = await quality.PutAsync<RiskView>(quality.ChiefNurse, $"{Risks}/{raised.Id}",
            new ChangeRiskRequest(Stated with { AfterControls = new(4, 3), Status = RiskStatus.Tolerated }, "Two nurses began"), "\"1\"");

        Assert.Equal((2, 12, false, RiskStatus.Tolerated), (changed.Version, changed.AfterControls.Score, changed.BeyondAppetite, changed.Status));
        var history = await QualityHost.GetAsync<Page<RiskVersionView>>(quality.Analyst(), $"{Risks}/{raised.Id}/history");
        Assert.Equal([(2, "Two nurses began", 12), (1, null, 16)], history.Items.Select(v => (v.Version, v.Reason, v.AfterControls.Score)));
        Assert.Equal([true, false], (await TasksAsync(raised.Id)).Select(t => t.DoneAt is not null));
        var read = await QualityHost.GetAsync<RiskView>(quality.Service.Client(Roles.BoardMember, "00Y"), $"{Risks}/{raised.Id}");
        Assert.Equal((raised.Reference, Stated.Title), (read.Reference, read.Title));
    }

    [Fact]
    public async Task Its_words_are_encrypted_and_nothing_that_was_said_is_changed_or_removed()
    {
        var raised = await RaisedAsync();
        await using var db = quality.Service.Db();

        var plain = await db.Database.SqlQuery<string>(
            $"select encode(words, 'escape') as \"Value\" from risk_versions where risk_id = {raised.Id}").ToListAsync(Cancelled);
        Assert.DoesNotContain("Ashworth", Assert.Single(plain), StringComparison.Ordinal);
        foreach (var sql in (string[])[
            "update risk_versions set after_likelihood = 1 where risk_id = '{0}'", "update risk_versions set words = null where risk_id = '{0}'",
            "delete from risk_versions where risk_id = '{0}'"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                db.Database.ExecuteSqlRawAsync(sql.Replace("{0}", $"{raised.Id}", StringComparison.Ordinal), Cancelled));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        }
    }

    public static TheoryData<RiskStatement, int, string> Wrong => new()
    {
        { Stated with { Title = " " }, 400, "request.invalid" },
        { Stated with { Owner = "gp" }, 422, "risk.owner-unknown" },
        { Stated with { BeforeControls = new(6, 1) }, 400, "request.invalid" },
        { Stated with { Target = new(0, 1) }, 400, "request.invalid" },
        { Stated with { Appetite = 26 }, 400, "request.invalid" },
        { Stated with { AfterControls = new(5, 5) }, 422, "risk.grades-disagree" },
        { Stated with { Target = new(5, 4) }, 422, "risk.grades-disagree" },
        { Stated with { ReviewOn = Today.AddDays(-1) }, 422, "risk.review-invalid" },
        { Stated with { ReviewOn = Today.AddYears(3) }, 422, "risk.review-invalid" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task A_wrong_risk_is_refused(RiskStatement stated, int status, string code) =>
        Assert.Equal((status, code), await QualityHost.RefusalAsync(await PostAsync(quality.ChiefNurse, Risks, new RaiseRiskRequest(stated))));

    [Fact]
    public async Task Another_office_does_not_change_it_nor_anybody_what_they_have_not_seen()
    {
        var raised = await RaisedAsync();
        var change = new ChangeRiskRequest(Stated, "Looked at again");

        Assert.Equal((403, "risk.not-yours"), await QualityHost.RefusalAsync(await Framework.SendAsync(Dass, $"{Risks}/{raised.Id}", change, "\"1\"")));
        Assert.Equal((428, "request.if-match-missing"), await QualityHost.RefusalAsync(await Framework.SendAsync(quality.ChiefNurse, $"{Risks}/{raised.Id}", change)));
        Assert.Equal((412, "request.stale"), await QualityHost.RefusalAsync(await Framework.SendAsync(quality.ChiefNurse, $"{Risks}/{raised.Id}", change, "\"2\"")));
        Assert.Equal((404, "risk.unknown"), await QualityHost.RefusalAsync(await Framework.SendAsync(quality.ChiefNurse, $"{Risks}/{Guid.NewGuid()}", change, "\"1\"")));
        Assert.Equal((403, "request.forbidden"), await QualityHost.RefusalAsync(await PostAsync(quality.Analyst(), Risks, new RaiseRiskRequest(Stated))));
    }

    [Fact]
    public async Task A_link_is_seen_by_who_knows_of_the_incident_and_leaves_no_trace_for_others()
    {
        var raised = await RaisedAsync();
        var incident = await QualityHost.LogAsync(quality.NewReporter());
        var board = quality.Service.Client(Roles.BoardMember, "00Y");
        var before = await QualityHost.GetAsync<RiskView>(board, $"{Risks}/{raised.Id}");

        var link = await QualityHost.PostAsync<RiskLinkView>(quality.ChiefNurse, $"{Risks}/{raised.Id}/links", new LinkRiskRequest(incident.Id));

        Assert.Equal(link.Id, Assert.Single((await QualityHost.GetAsync<RiskView>(quality.ChiefNurse, $"{Risks}/{raised.Id}")).Links ?? []).Id);
        var after = await QualityHost.GetAsync<RiskView>(board, $"{Risks}/{raised.Id}");
        Assert.Empty(after.Links ?? []);
        Assert.Equal(before with { Links = null }, after with { Links = null });
        Assert.Equal((409, "risk.link-stands"), await QualityHost.RefusalAsync(
            await PostAsync(quality.ChiefNurse, $"{Risks}/{raised.Id}/links", new LinkRiskRequest(incident.Id))));
        Assert.Equal((422, "risk.incident-unknown"), await QualityHost.RefusalAsync(
            await PostAsync(quality.ChiefNurse, $"{Risks}/{raised.Id}/links", new LinkRiskRequest(Guid.NewGuid()))));

        using var removed = await quality.ChiefNurse.DeleteAsync(new Uri($"{Risks}/{raised.Id}/links/{link.Id}", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await quality.ChiefNurse.DeleteAsync(new Uri($"{Risks}/{raised.Id}/links/{link.Id}", UriKind.Relative), Cancelled);
        Assert.Equal((404, "risk.link-unknown"), await QualityHost.RefusalAsync(again));
    }

    [Fact]
    public async Task The_heat_map_counts_what_stands()
    {
        async Task<int> CellAsync() => (await QualityHost.GetAsync<HeatMapView>(quality.Analyst(), $"{Risks}/heat-map?owner=dph"))
            .Cells.Single(c => c is { Consequence: 3, Likelihood: 3 }).Risks;
        var before = await CellAsync();

        var raised = await QualityHost.PostAsync<RiskView>(Dph, Risks, new RaiseRiskRequest(
            Stated with { Owner = Roles.Dph, AfterControls = new(3, 3), Target = new(3, 3) }));
        Assert.Equal(before + 1, await CellAsync());
        await quality.PutAsync<RiskView>(Dph, $"{Risks}/{raised.Id}",
            new ChangeRiskRequest(Stated with { Owner = Roles.Dph, Status = RiskStatus.Closed, ReviewOn = Today }, "It is none any more"), "\"1\"");

        Assert.Equal(before, await CellAsync());
        Assert.DoesNotContain(await TasksAsync(raised.Id), t => t.DoneAt is null);
        var open = await QualityHost.GetAsync<Page<RiskView>>(quality.Analyst(), $"{Risks}?status=open&owner=dph&pageSize=200");
        Assert.DoesNotContain(open.Items, r => r.Id == raised.Id);
    }

    [Fact]
    public async Task An_issue_is_logged_and_resolved_once_by_its_owner()
    {
        var risk = await RaisedAsync();
        var issue = await QualityHost.PostAsync<IssueView>(quality.ChiefNurse, Issues,
            new LogIssueRequest("No falls clinic this week", "Both nurses are ill.", Roles.Dass, RiskBand.High, risk.Id));

        Assert.Equal((403, "issue.not-yours"), await QualityHost.RefusalAsync(
            await PostAsync(Dph, $"{Issues}/{issue.Id}/resolution", new ResolveIssueRequest("Cover was found"))));
        var resolved = await QualityHost.PostAsync<IssueView>(Dass, $"{Issues}/{issue.Id}/resolution", new ResolveIssueRequest("Cover was found"));
        Assert.Equal(("Cover was found", Roles.Dass), (resolved.Resolution, resolved.ResolvedByRole));
        Assert.Equal((409, "issue.already-resolved"), await QualityHost.RefusalAsync(
            await PostAsync(Dass, $"{Issues}/{issue.Id}/resolution", new ResolveIssueRequest("Again"))));
        var log = await QualityHost.GetAsync<Page<IssueView>>(quality.Analyst(), $"{Issues}?resolved=true&riskId={risk.Id}");
        Assert.Equal((issue.Id, "Both nurses are ill."), (Assert.Single(log.Items).Id, log.Items[0].Description));
        Assert.Equal((422, "issue.risk-unknown"), await QualityHost.RefusalAsync(await PostAsync(quality.ChiefNurse, Issues,
            new LogIssueRequest("A", "B", Roles.Dass, RiskBand.Low, Guid.NewGuid()))));
    }
}
