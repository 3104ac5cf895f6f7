using System.Net.Http.Json;
using System.Xml.Linq;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.SpecialCauses;
using IntegratedCare.Quality.Measures.Values;
using IntegratedCare.Quality.Tasks;
using IntegratedCare.Quality.Tests.Measures;
using Microsoft.EntityFrameworkCore;
using Framework = IntegratedCare.Quality.Tests.Measures.Framework;

namespace IntegratedCare.Quality.Tests.ControlCharts;

[Collection(QualityCollection.Name)]
public sealed class MeasureChartTests(QualityHost quality)
{
    private static readonly double[] Quiet = [10, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13, 10, 12];

    private static string Chart(string code) => $"/api/quality/measures/{code}/chart";

    private async Task<string> MeasureOfAsync(params double[] values)
    {
        var code = await quality.NewMeasureAsync(m => m with { Targets = [new(new(2019, 1, 1), 15)] });
        await SendAsync(code, Framework.Months(values));
        return code;
    }

    private async Task SendAsync(string code, string table)
    {
        await QualityHost.ReadAsync<ValueImportView>(await Framework.ImportAsync(quality.Analyst(), code, table));
        await quality.FeedAsync();
    }

    private Task<MeasureChartView> ReadAsync(string code) => QualityHost.GetAsync<MeasureChartView>(quality.NewReporter(), Chart(code));

    private async Task<IReadOnlyList<SpecialCauseView>> CausesAsync(string code) => (await QualityHost.GetAsync<Page<SpecialCauseView>>(
        quality.NewReporter(), $"/api/quality/special-causes?measure={code}")).Items;

    private async Task<IReadOnlyList<QualityTask>> TasksAsync(SpecialCauseView cause)
    {
        await using var db = quality.Service.Db();
        return await db.Tasks.AsNoTracking().Where(t => t.AboutId == cause.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_measures_chart_is_what_the_analysis_of_its_values_says()
    {
        var code = await MeasureOfAsync([.. Quiet, 30]);
        var points = Quiet.Append(30).Select((value, at) => new SeriesPoint(new DateOnly(2020, 1, 1).AddMonths(at), value)).ToList();

        var chart = await ReadAsync(code);
        var analysis = await QualityHost.PostAsync<ControlChartView>(
            quality.NewReporter(), "/api/quality/spc/analysis", new AnalyseSeriesRequest(points, ImprovementDirection.Decrease, Target: 15));

        Assert.Equal(analysis.Points, chart.Chart?.Points);
        Assert.Equal((analysis.VariationIcon, analysis.AssuranceIcon), (chart.Chart?.VariationIcon, chart.Chart?.AssuranceIcon));
        Assert.Equal((VariationIcon.ConcernHigh, 15.0), (chart.Chart?.VariationIcon, chart.Target));
    }

    [Fact]
    public async Task The_value_of_the_month_that_goes_on_is_provisional_and_no_rule_judges_it()
    {
        var code = await MeasureOfAsync(Quiet);
        var now = MeasurePeriod.Month.StartOf(Kernel.Time.LondonTime.DateOf(TimeProvider.System.GetUtcNow()));
        await quality.PutAsync<MeasureValueView>(quality.ChiefNurse, $"/api/quality/measures/{code}/values/{now:yyyy-MM-dd}", new EnterValueRequest(99));
        await quality.FeedAsync();

        var chart = await ReadAsync(code);

        Assert.Equal((Quiet.Length, VariationIcon.CommonCause), (chart.Chart?.Points.Count, chart.Chart?.VariationIcon));
        Assert.Equal((now, 99.0, true), (chart.Provisional?.Period, chart.Provisional?.Value, chart.Provisional?.Provisional));
        Assert.Empty(await CausesAsync(code));
    }

    [Fact]
    public async Task A_new_special_cause_of_concern_is_told_once_however_often_it_is_looked_at()
    {
        var code = await MeasureOfAsync([.. Quiet, 30]);

        var told = await quality.Service.Events.NextAsync<SpecialCauseOfConcernFound>(e => e.MeasureCode == code);
        Assert.Equal((new(2021, 3, 1), "aboveUcl"), (told.Period, told.Rule));
        await SendAsync(code, Framework.Months(10.5));
        await Task.WhenAll(quality.FeedAsync(), quality.FeedAsync(), quality.FeedAsync());
        await quality.OutboxEmptyAsync();

        Assert.Single(quality.Service.Events.Of<SpecialCauseOfConcernFound>(), e => e.MeasureCode == code);
        var cause = Assert.Single(await CausesAsync(code));
        Assert.Equal((new(2021, 3, 1), ChartRule.AboveUcl, 30.0, null), (cause.Period, cause.Rule, cause.Value, cause.WithdrawnAt));
        var task = Assert.Single(await TasksAsync(cause));
        Assert.Equal((QualityTaskKind.ExplainSpecialCause, Matter.Measure, Roles.ChiefNurse, null), (task.Kind, task.About, task.Office, task.DoneAt));
    }

    [Fact]
    public async Task A_corrected_value_withdraws_what_it_told_and_a_second_correction_tells_it_again()
    {
        var code = await MeasureOfAsync([.. Quiet, 30]);

        await SendAsync(code, "period,value\n2021-03,11\n");
        await quality.Service.Events.NextAsync<SpecialCauseOfConcernWithdrawn>(e => e.MeasureCode == code);
        var withdrawn = Assert.Single(await CausesAsync(code));
        Assert.NotNull(withdrawn.WithdrawnAt);
        Assert.NotNull(Assert.Single(await TasksAsync(withdrawn)).DoneAt);

        await SendAsync(code, "period,value\n2021-03,31\n");
        await quality.OutboxEmptyAsync();
        Assert.Equal(2, quality.Service.Events.Of<SpecialCauseOfConcernFound>().Count(e => e.MeasureCode == code));
        Assert.Null(Assert.Single(await CausesAsync(code)).WithdrawnAt);
        Assert.Single(await TasksAsync(withdrawn), t => t.DoneAt is null);
    }

    [Fact]
    public async Task Limits_that_move_on_take_nothing_back_and_a_late_correction_does()
    {
        var code = await MeasureOfAsync([.. Quiet, 30]);
        await SendAsync(code, "period,value\n2021-04,29\n2021-05,31\n2021-06,28\n2021-07,30\n");
        Assert.Contains(await CausesAsync(code), c => c.Period == new DateOnly(2021, 3, 1) && c.WithdrawnAt is null);

        await SendAsync(code, "period,value\n2021-03,11\n");

        Assert.Contains(await CausesAsync(code), c => c.Period == new DateOnly(2021, 3, 1) && c.WithdrawnAt is not null);
    }

    [Fact]
    public async Task Improvement_and_measures_without_a_better_way_raise_nothing()
    {
        var better = await MeasureOfAsync([.. Quiet, 1]);
        var neutral = await quality.NewMeasureAsync(m => m with { ImprovementDirection = ImprovementDirection.Neutral });
        await SendAsync(neutral, Framework.Months([.. Quiet, 30]));

        Assert.Equal(VariationIcon.ImprovementLow, (await ReadAsync(better)).Chart?.VariationIcon);
        Assert.Equal(VariationIcon.NeutralHigh, (await ReadAsync(neutral)).Chart?.VariationIcon);
        Assert.Empty(await CausesAsync(better));
        Assert.Empty(await CausesAsync(neutral));
    }

    [Fact]
    public async Task A_rebase_begins_new_limits_says_who_and_why_and_can_be_taken_back()
    {
        var code = await MeasureOfAsync([.. Quiet, .. Quiet.Select(value => value + 40)]);
        var rebases = $"/api/quality/measures/{code}/rebases";
        var asked = new RebaseMeasureRequest("2021-03", "The clinic takes a second borough");

        var rebase = await QualityHost.PostAsync<RebaseView>(quality.ChiefNurse, rebases, asked);
        using var twice = await quality.ChiefNurse.PostAsJsonAsync(rebases, asked, QualityHost.Json, TestContext.Current.CancellationToken);

        Assert.Equal((409, "rebase.already-stands"), await QualityHost.RefusalAsync(twice));
        var chart = await ReadAsync(code);
        Assert.Equal((11.43, 51.43), (Math.Round(chart.Chart!.Points[0].Mean, 2), Math.Round(chart.Chart.Points[^1].Mean, 2)));
        Assert.Equal((asked.Reason, Roles.ChiefNurse), (Assert.Single(chart.Rebases).Reason, chart.Rebases[0].ByRole));

        var taken = await QualityHost.PostAsync<RebaseView>(quality.ChiefNurse, $"{rebases}/{rebase.Id}/withdrawal", new TakeBackRebaseRequest("It did not"));
        using var again = await quality.ChiefNurse.PostAsJsonAsync(
            $"{rebases}/{rebase.Id}/withdrawal", new TakeBackRebaseRequest("It did not"), QualityHost.Json, TestContext.Current.CancellationToken);
        Assert.Equal((409, "rebase.already-taken-back"), await QualityHost.RefusalAsync(again));
        Assert.Equal("It did not", taken.TakenBackReason);
        Assert.Equal(31.43, Math.Round((await ReadAsync(code)).Chart!.Points[0].Mean, 2));
        Assert.Equal(rebase.Id, Assert.Single((await QualityHost.GetAsync<Page<RebaseView>>(quality.NewReporter(), rebases)).Items).Id);
    }

    [Theory]
    [InlineData("2021-03-02", "Because", 422, "rebase.period-invalid")]
    [InlineData("2999-03", "Because", 422, "rebase.period-invalid")]
    [InlineData("2021-03", " ", 400, "request.invalid")]
    public async Task A_rebase_without_a_period_or_a_reason_is_refused(string period, string reason, int status, string code)
    {
        var measure = await MeasureOfAsync(Quiet);

        using var refused = await quality.ChiefNurse.PostAsJsonAsync($"/api/quality/measures/{measure}/rebases", new RebaseMeasureRequest(period, reason),
            QualityHost.Json, TestContext.Current.CancellationToken);

        Assert.Equal((status, code), await QualityHost.RefusalAsync(refused));
    }

    [Fact]
    public async Task The_picture_says_in_words_what_it_shows_and_runs_and_loads_nothing()
    {
        var code = await quality.NewMeasureAsync(m => m with { Name = "Waits <script>alert(1)</script> & \"more\"", Targets = [new(new(2019, 1, 1), 15)] });
        await SendAsync(code, Framework.Months([.. Quiet, 30]));

        using var svg = await quality.NewReporter().GetAsync(new Uri($"{Chart(code)}.svg", UriKind.Relative), TestContext.Current.CancellationToken);
        using var html = await quality.NewReporter().GetAsync(new Uri($"{Chart(code)}.html", UriKind.Relative), TestContext.Current.CancellationToken);
        var (picture, page) = (await svg.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await html.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var root = XDocument.Parse(picture).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal("img", root.Attribute("role")?.Value);
        Assert.StartsWith("Waits <script>", root.Element(ns + "title")?.Value, StringComparison.Ordinal);
        Assert.Contains("concern, towards high values", root.Element(ns + "desc")?.Value, StringComparison.Ordinal);
        Assert.Equal(Quiet.Length + 1, root.Elements().Count(e => e.Element(ns + "title") is not null));
        Assert.Equal("image/svg+xml", svg.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", string.Join(' ', svg.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var policy = string.Join(' ', html.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var text in (string[])[picture, page])
        {
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" style=", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("href=", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(Quiet.Length + 1, page.Split("<tr><th scope=\"row\">").Length - 1);
        Assert.Contains("<td>above the upper limit</td><td>concern</td>", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"variation: concern, towards high values\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measure_without_values_has_an_empty_chart_and_an_unknown_one_none()
    {
        var code = await quality.NewMeasureAsync();

        Assert.Null((await ReadAsync(code)).Chart);
        using var svg = await quality.NewReporter().GetAsync(new Uri($"{Chart(code)}.svg", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("No finished period has a value yet.", await svg.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var unknown = await quality.NewReporter().GetAsync(new Uri(Chart("nothing"), UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((404, "measure.unknown"), await QualityHost.RefusalAsync(unknown));
        using var both = await quality.NewReporter().GetAsync(
            new Uri($"{Chart(code)}?serviceId={Guid.NewGuid()}&neighbourhood=central", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((422, "measure.scope-invalid"), await QualityHost.RefusalAsync(both));
        using var service = await quality.NewReporter().GetAsync(
            new Uri($"{Chart(code)}?serviceId={Guid.NewGuid()}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((422, "measure.service-unknown"), await QualityHost.RefusalAsync(service));
    }
}
