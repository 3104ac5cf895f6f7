using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Tests.ControlCharts;

[Collection(QualityCollection.Name)]
public sealed class AnalyseSeriesTests(QualityHost quality)
{
    private const string Path = "/api/quality/spc/analysis";

    [Fact]
    public async Task Anybody_signed_in_has_a_series_analysed()
    {
        foreach (var role in new[] { Roles.Gp, Roles.BoardMember, Roles.Analyst, Roles.ChiefNurse })
        {
            var chart = await QualityHost.PostAsync<ControlChartView>(
                quality.Service.Client(role), Path, Request([50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 50, 90]));

            Assert.Equal(14, chart.Points.Count);
            Assert.Equal(VariationIcon.ImprovementHigh, chart.VariationIcon);
        }
    }

    [Fact]
    public async Task Nobody_unknown_has()
    {
        using var response = await quality.Service.Anonymous().PostAsJsonAsync(
            Path, Request([1, 2]), QualityHost.Json, TestContext.Current.CancellationToken);

        Assert.Equal((401, "request.unauthenticated"), await QualityHost.RefusalAsync(response));
    }

    [Fact]
    public async Task The_answer_reads_as_promised()
    {
        using var response = await SendAsync(
            """
            {
              "points": [
                { "date": "2026-01-01", "value": 1 }, { "date": "2026-02-01", "value": 2, "rebase": false },
                { "date": "2026-03-01", "value": 7.5, "rebase": true }
              ],
              "improvementDirection": "decrease", "target": 3, "fixAfterPoints": 12, "screenOutliers": false
            }
            """);

        using var answer = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var expected = JsonDocument.Parse(
            """
            {
              "points": [
                { "date": "2026-01-01", "value": 1, "mean": 1.5, "lowerLimit": -1.1600000000000001, "upperLimit": 4.16, "rule": "commonCause", "type": "commonCause" },
                { "date": "2026-02-01", "value": 2, "mean": 1.5, "lowerLimit": -1.1600000000000001, "upperLimit": 4.16, "rule": "commonCause", "type": "commonCause" },
                { "date": "2026-03-01", "value": 7.5, "mean": 7.5, "rule": "commonCause", "type": "commonCause" }
              ],
              "variationIcon": "commonCause", "assuranceIcon": "inconsistent", "warnings": ["shortGroup", "limitsMissing"]
            }
            """);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, answer.RootElement), answer.RootElement.GetRawText());
    }

    [Fact]
    public async Task Points_may_come_in_any_order_and_are_answered_in_that_of_their_dates()
    {
        var inOrder = Request([1, 2, 3, 4, 5, 6, 7, 1, 2, 1, 2, 1, 2]);
        var mixed = inOrder with { Points = [.. inOrder.Points.Reverse()] };

        var expected = await QualityHost.PostAsync<ControlChartView>(quality.ChiefNurse, Path, inOrder);
        var chart = await QualityHost.PostAsync<ControlChartView>(quality.ChiefNurse, Path, mixed);

        Assert.Equal(expected.Points, chart.Points);
        Assert.Contains(chart.Points, point => point.Rule == ChartRule.SevenPointTrendIncreasing);
    }

    [Fact]
    public async Task A_series_has_ten_thousand_points_and_not_one_more()
    {
        var longest = Request([.. Series.Random(new(1), 10_000)]);
        var chart = await QualityHost.PostAsync<ControlChartView>(quality.ChiefNurse, Path, longest);
        using var tooLong = await quality.ChiefNurse.PostAsJsonAsync(
            Path, Request(new double[10_001]), QualityHost.Json, TestContext.Current.CancellationToken);

        Assert.Equal(10_000, chart.Points.Count);
        Assert.Equal((400, "request.invalid"), await QualityHost.RefusalAsync(tooLong));
    }

    [Fact]
    public async Task The_greatest_numbers_that_are_taken_leave_every_figure_finite()
    {
        var chart = await QualityHost.PostAsync<ControlChartView>(
            quality.ChiefNurse, Path, Request([.. Enumerable.Range(0, 1_000).Select(i => i % 2 == 0 ? 1e100 : -1e100)]));

        Assert.All(chart.Points, point => Assert.True(
            double.IsFinite(point.Mean) && double.IsFinite(point.LowerLimit ?? 0) && double.IsFinite(point.UpperLimit ?? 0)));
    }

    [Theory]
    [InlineData("", 400, "request.invalid")]
    [InlineData("null", 400, "request.invalid")]
    [InlineData("{}", 400, "request.invalid")]
    [InlineData("""{ "points": null, "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [null], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{}], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "date": "2026-01-01" }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "value": 1 }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "date": "2026-02-30", "value": 1 }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "date": "2026-01-01", "value": null }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "date": "2026-01-01", "value": "NaN" }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "date": "2026-01-01", "value": NaN }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "date": "2026-01-01", "value": 1, "name": "x" }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [{ "date": "2026-01-01", "value": 1, "rebase": 1 }], "improvementDirection": "increase" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE] }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "up" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE], "improvementDirection": 0 }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "neutral", "target": "3" }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "neutral", "fixAfterPoints": 12.5 }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "neutral", "fixAfterPoints": 99999999999 }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "neutral", "screenOutliers": null }""", 400, "request.invalid")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "neutral", "fixAfterPoints": 11 }""", 422, "series.baseline-too-short")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "neutral", "fixAfterPoints": -1 }""", 422, "series.baseline-too-short")]
    [InlineData("""{ "points": [ONE], "improvementDirection": "neutral", "target": 1e308 }""", 422, "series.number-out-of-range")]
    [InlineData("""{ "points": [{ "date": "2026-01-01", "value": -1.1e100 }], "improvementDirection": "increase" }""", 422, "series.number-out-of-range")]
    [InlineData("""{ "points": [{ "date": "2026-01-01", "value": 1e999 }], "improvementDirection": "increase" }""", 422, "series.number-out-of-range")]
    [InlineData("""{ "points": [ONE, ONE], "improvementDirection": "increase" }""", 422, "series.date-twice")]
    [InlineData("""{ "points": [ONE, { "date": "2026-01-02", "value": 1 }, ONE], "improvementDirection": "increase" }""", 422, "series.date-twice")]
    public async Task What_cannot_be_charted_is_refused(string template, int status, string code)
    {
        const string one = """{ "date": "2026-01-01", "value": 1 }""";

        using var response = await SendAsync(template.Replace("ONE", one, StringComparison.Ordinal));

        Assert.Equal((status, code), await QualityHost.RefusalAsync(response));
    }

    private static AnalyseSeriesRequest Request(double[] values) => new(
        [.. values.Select((value, day) => new SeriesPoint(new DateOnly(1990, 1, 1).AddDays(day), value))],
        ImprovementDirection.Increase);

    private async Task<HttpResponseMessage> SendAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await quality.ChiefNurse.PostAsync(
            new Uri(Path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
