using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Measures;

namespace IntegratedCare.Quality.Tests.Measures;

[Collection(QualityCollection.Name)]
public sealed class FrameworkTests(QualityHost quality)
{
    private const string Standards = "/api/quality/standards";
    private const string Measures = "/api/quality/measures";

    [Fact]
    public async Task The_loader_puts_the_framework_and_putting_it_again_changes_nothing()
    {
        var (standard, measure) = (Framework.NewCode("standard"), Framework.NewCode());
        var loader = quality.Loader();
        var asked = Framework.Measure(standard) with { Targets = [new(new(2026, 4, 1), 18), new(new(2025, 4, 1), 21)] };

        for (var round = 0; round < 2; round++)
        {
            var outcome = round == 0 ? PutOutcome.Added : PutOutcome.Unchanged;
            Assert.Equal(outcome, (await quality.PutAsync<FrameworkPutView>(loader, $"{Standards}/{standard}", Framework.Standard)).Outcome);
            Assert.Equal(new(measure, outcome, 1), await quality.PutAsync<FrameworkPutView>(loader, $"{Measures}/{measure}", asked));
        }

        var changed = await quality.PutAsync<FrameworkPutView>(loader, $"{Measures}/{measure}", asked with { Targets = [new(new(2025, 4, 1), 20)] });
        Assert.Equal(new(measure, PutOutcome.Changed, 2), changed);
        var read = await QualityHost.GetAsync<StandardView>(quality.NewReporter(), $"{Standards}/{standard}");
        Assert.Equal([(new DateOnly(2025, 4, 1), 20.0)], Assert.Single(read.Measures).Targets.Select(t => (t.EffectiveFrom, t.Value)));
        var history = await QualityHost.GetAsync<Page<FrameworkChangeView>>(quality.NewReporter(), $"{Measures}/{measure}/changes");
        Assert.Equal([(2, Roles.PlaceLoader), (1, Roles.PlaceLoader)], history.Items.Select(c => (c.Version, c.ByRole)));
        Assert.Contains("\"value\": 21", history.Items[1].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_edits_names_the_version_that_they_have_seen()
    {
        var standard = Framework.NewCode("standard");
        await quality.PutAsync<FrameworkPutView>(quality.ChiefNurse, $"{Standards}/{standard}", Framework.Standard);
        var other = Framework.Standard with { Name = "People are seen within three weeks" };

        Assert.Equal((428, "request.if-match-missing"),
            await QualityHost.RefusalAsync(await Framework.SendAsync(quality.ChiefNurse, $"{Standards}/{standard}", other)));
        Assert.Equal((412, "request.stale"),
            await QualityHost.RefusalAsync(await Framework.SendAsync(quality.ChiefNurse, $"{Standards}/{standard}", other, "\"7\"")));
        Assert.Equal(2, (await quality.PutAsync<FrameworkPutView>(quality.ChiefNurse, $"{Standards}/{standard}", other, "\"1\"")).Version);
    }

    public static TheoryData<string, PutMeasureRequest, int, string> Wrong
    {
        get
        {
            var right = Framework.Measure("STANDARD");
            return new()
            {
                { "Upper-Case", right, 400, "measure.code-invalid" },
                { "no--double", right, 400, "measure.code-invalid" },
                { "", right with { StandardCode = "no-such-standard" }, 422, "measure.standard-unknown" },
                { "", right with { Owner = "gp" }, 422, "measure.owner-unknown" },
                { "", right with { Name = "  " }, 400, "request.invalid" },
                { "", right with { Unit = MeasureUnit.Percent }, 422, "measure.share-incomplete" },
                { "", right with { Feed = MeasureFeed.CancellationRate }, 422, "measure.unit-invalid" },
                { "", right with { FixAfterPoints = 11 }, 422, "series.baseline-too-short" },
                { "", right with { Targets = [new(new(2026, 4, 1), 1), new(new(2026, 4, 1), 2)] }, 422, "measure.target-invalid" },
                { "", right with { Targets = [new(new(2026, 4, 1), -1)] }, 422, "measure.target-invalid" },
                { "", right with { Targets = [new(new(1999, 4, 1), 1)] }, 422, "measure.target-invalid" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task A_wrong_measure_is_refused_and_leaves_nothing(string code, PutMeasureRequest asked, int status, string refusal)
    {
        var (standard, measure) = (Framework.NewCode("standard"), code.Length > 0 ? code : Framework.NewCode());
        await quality.PutAsync<FrameworkPutView>(quality.ChiefNurse, $"{Standards}/{standard}", Framework.Standard);
        if (asked.StandardCode == "STANDARD") asked = asked with { StandardCode = standard };

        Assert.Equal((status, refusal), await QualityHost.RefusalAsync(await Framework.SendAsync(quality.ChiefNurse, $"{Measures}/{measure}", asked)));

        Assert.Empty((await QualityHost.GetAsync<StandardView>(quality.ChiefNurse, $"{Standards}/{standard}")).Measures);
    }

    [Fact]
    public async Task What_has_values_that_people_sent_keeps_its_period_and_unit()
    {
        var code = await quality.NewMeasureAsync();
        await QualityHost.ReadAsync<object>(await Framework.ImportAsync(quality.Analyst(), code, Framework.Months(1, 2)));
        var stands = await QualityHost.GetAsync<MeasureView>(quality.ChiefNurse, $"{Measures}/{code}");
        var asked = Framework.Measure(stands.StandardCode);

        Assert.Equal((409, "measure.values-stand"), await QualityHost.RefusalAsync(
            await Framework.SendAsync(quality.ChiefNurse, $"{Measures}/{code}", asked with { Period = MeasurePeriod.Week }, "*")));
        Assert.Equal(PutOutcome.Changed, (await quality.PutAsync<FrameworkPutView>(
            quality.ChiefNurse, $"{Measures}/{code}", asked with { ImprovementDirection = ImprovementDirection.Increase }, "*")).Outcome);
    }

    [Fact]
    public async Task Only_the_chief_nurses_office_and_the_loader_define_what_is_measured()
    {
        using var refused = await Framework.SendAsync(quality.Analyst(), $"{Standards}/{Framework.NewCode()}", Framework.Standard);

        Assert.Equal((403, "request.forbidden"), await QualityHost.RefusalAsync(refused));
    }
}
