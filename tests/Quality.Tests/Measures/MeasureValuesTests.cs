using System.Globalization;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.Breakdowns;
using IntegratedCare.Quality.Measures.Values;

namespace IntegratedCare.Quality.Tests.Measures;

[Collection(QualityCollection.Name)]
public sealed class MeasureValuesTests(QualityHost quality)
{
    private static string Values(string code) => $"/api/quality/measures/{code}/values";

    private Task<Feed<MeasureValueView>> ReadAsync(string code, string filter = "") =>
        QualityHost.GetAsync<Feed<MeasureValueView>>(quality.NewReporter(), $"{Values(code)}{filter}");

    [Fact]
    public async Task A_table_says_first_what_it_would_do_and_then_does_it_once()
    {
        var (code, analyst, table) = (await quality.NewMeasureAsync(), quality.Analyst(), Framework.Months(12, 14.5, 11));

        var preview = await QualityHost.ReadAsync<ValueImportView>(await Framework.ImportAsync(analyst, code, table, commit: false));
        Assert.Equal((false, 3, 3, 0, 0), (preview.Committed, preview.Rows, preview.Added, preview.Changed, preview.Unchanged));
        Assert.Empty((await ReadAsync(code)).Items);

        var first = await QualityHost.ReadAsync<ValueImportView>(await Framework.ImportAsync(analyst, code, table));
        var second = await QualityHost.ReadAsync<ValueImportView>(await Framework.ImportAsync(analyst, code, table));
        Assert.Equal((true, 3, 0, 0), (first.Committed, first.Added, first.Changed, first.Unchanged));
        Assert.Equal((true, 0, 0, 3, null), (second.Committed, second.Added, second.Changed, second.Unchanged, second.ImportId));
        Assert.Equal(
            [(new(2020, 3, 1), 11.0, 1), (new(2020, 2, 1), 14.5, 1), (new(2020, 1, 1), 12.0, 1)],
            (await ReadAsync(code)).Items.Select(v => (v.Period, v.Value, v.Version)));
    }

    [Fact]
    public async Task What_a_table_changes_is_a_further_version_and_the_history_says_whose()
    {
        var code = await quality.NewMeasureAsync();
        await QualityHost.ReadAsync<ValueImportView>(await Framework.ImportAsync(quality.Analyst(), code, Framework.Months(12, 14)));

        var again = await QualityHost.ReadAsync<ValueImportView>(
            await Framework.ImportAsync(quality.ChiefNurse, code, "value,period\n13,2020-02\n"));

        Assert.Equal((0, 1, 0), (again.Added, again.Changed, again.Unchanged));
        var history = await QualityHost.GetAsync<Page<ValueVersionView>>(quality.NewReporter(), $"{Values(code)}/2020-02/history");
        Assert.Equal(
            [(2, 13.0, again.ImportId, Roles.ChiefNurse), (1, 14.0, history.Items[1].ImportId, Roles.Analyst)],
            history.Items.Select(v => (v.Version, v.Value, v.ImportId, v.ByRole)));
        Assert.Equal(12, (await ReadAsync(code)).Items[1].Value);
    }

    [Fact]
    public async Task Every_wrong_row_is_named_by_its_line_and_none_is_taken()
    {
        var code = await quality.NewMeasureAsync(unit: MeasureUnit.Percent);
        var service = await quality.PublishedServiceAsync();
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            period,value,numerator,denominator,service,neighbourhood,dimension,category
            2020-01,,3,30,,,,
            2020-13,,3,30,,,,
            2020-01-15,,3,30,,,,
            2999-01,,3,30,,,,
            1999-12,,3,30,,,,
            2020-02,10,3,30,,,,
            2020-02,,31,30,,,,
            2020-02,,0,0,,,,
            2020-02,,x,30,,,,
            2020-02,,3,-30,,,,
            2020-01,,4,40,,,,
            2020-02,,3,30,{service},,,
            2020-02,,3,30,{Guid.NewGuid()},,,
            2020-02,,3,30,{service},central,,
            2020-02,,3,30,,Central!,,
            2020-02,,3,30,,,ageBand,
            2020-02,,3,30,,,shoeSize,42
            2020-02,,3,30,,,ageBand,0 to 17
            2020-02,,3
            """);

        var preview = await QualityHost.ReadAsync<ValueImportView>(await Framework.ImportAsync(quality.Analyst(), code, table, commit: false));
        using var refused = await Framework.ImportAsync(quality.Analyst(), code, table);

        Assert.Equal(
            [
                (3, "period"), (4, "period"), (5, "period"), (6, "period"), (7, null), (8, null), (9, null), (10, "numerator"), (11, "denominator"),
                (12, null), (14, "service"), (15, null), (16, "neighbourhood"), (17, "category"), (18, "dimension"), (20, null),
            ],
            preview.Errors.Select(e => (e.Line, e.Column)));
        Assert.Equal((16, 19, 3), (preview.ErrorsTotal, preview.Rows, preview.Added));
        Assert.Equal((422, "measure-import.rows-invalid"), await QualityHost.RefusalAsync(refused));
        Assert.Empty((await ReadAsync(code)).Items);
    }

    [Theory]
    [InlineData("", "measure-import.unreadable")]
    [InlineData("period,value\n", "measure-import.unreadable")]
    [InlineData("month,value\n2020-01,1\n", "measure-import.unreadable")]
    [InlineData("period,period\n2020-01,1\n", "measure-import.unreadable")]
    [InlineData("value\n1\n", "measure-import.unreadable")]
    [InlineData("period,value\n2020-01,\"1\n", "measure-import.unreadable")]
    [InlineData("period,value\n2020-01,1\"\n", "measure-import.unreadable")]
    [InlineData("period,value\n2020-01,1\0\n", "measure-import.unreadable")]
    public async Task What_is_no_table_is_refused(string table, string code) =>
        Assert.Equal((422, code), await QualityHost.RefusalAsync(await Framework.ImportAsync(quality.Analyst(), await quality.NewMeasureAsync(), table)));

    [Fact]
    public async Task A_table_that_is_not_text_too_long_or_too_large_is_refused()
    {
        var (code, analyst) = (await quality.NewMeasureAsync(), quality.Analyst());

        Assert.Equal((422, "measure-import.unreadable"), await QualityHost.RefusalAsync(await Framework.ImportAsync(analyst, code, [0xC3, 0x28], commit: true)));
        Assert.Equal((422, "measure-import.too-many-rows"), await QualityHost.RefusalAsync(await Framework.ImportAsync(
            analyst, code, "period,value\n" + string.Concat(Enumerable.Repeat("2020-01,1\n", ValueTable.RowsMax + 1)))));
        Assert.Equal((413, "request.too-large"), await QualityHost.RefusalAsync(
            await Framework.ImportAsync(analyst, code, new byte[ImportValues.BytesMax + 1], commit: false)));
        Assert.Equal((415, "request.unsupported-media-type"), await QualityHost.RefusalAsync(
            await Framework.ImportAsync(analyst, code, "period,value\n2020-01,1\n", type: "application/json")));
    }

    [Fact]
    public async Task A_value_is_corrected_by_a_further_version_with_a_reason_and_never_overwritten()
    {
        var code = await quality.NewMeasureAsync();
        var january = $"{Values(code)}/2020-01";
        await quality.PutAsync<MeasureValueView>(quality.ChiefNurse, january, new EnterValueRequest(12));

        Assert.Equal((428, "request.if-match-missing"), await QualityHost.RefusalAsync(
            await Framework.SendAsync(quality.ChiefNurse, january, new EnterValueRequest(13, Reason: "A clinic was left out"))));
        Assert.Equal((422, "measure-value.reason-missing"), await QualityHost.RefusalAsync(
            await Framework.SendAsync(quality.ChiefNurse, january, new EnterValueRequest(13), "\"1\"")));
        var corrected = await quality.PutAsync<MeasureValueView>(
            quality.ChiefNurse, january, new EnterValueRequest(13, Reason: "A clinic was left out"), "\"1\"");
        Assert.Equal((412, "request.stale"), await QualityHost.RefusalAsync(
            await Framework.SendAsync(quality.ChiefNurse, january, new EnterValueRequest(14, Reason: "Seen too late"), "\"1\"")));
        var withdrawn = await quality.PutAsync<MeasureValueView>(
            quality.ChiefNurse, january, new EnterValueRequest(Withdrawn: true, Reason: "Counted twice"), "\"2\"");

        Assert.Equal((2, 13.0, 3, true), (corrected.Version, corrected.Value, withdrawn.Version, withdrawn.Withdrawn));
        Assert.Empty((await ReadAsync(code)).Items);
        var history = await QualityHost.GetAsync<Page<ValueVersionView>>(quality.NewReporter(), $"{january}/history");
        Assert.Equal(
            [(3, null, "Counted twice"), (2, 13.0, "A clinic was left out"), (1, (double?)12.0, null)],
            history.Items.Select(v => (v.Version, v.Value, v.Reason)));
    }

    [Theory]
    [InlineData("2020-01-02", 1.0, 422, "measure-value.period-invalid")]
    [InlineData("1999-12", 1.0, 422, "measure-value.period-invalid")]
    [InlineData("2999-12", 1.0, 422, "measure-value.period-invalid")]
    [InlineData("soon", 1.0, 422, "measure-value.period-invalid")]
    [InlineData("2020-01", -1.0, 422, "measure-value.number-invalid")]
    [InlineData("2020-01", 1e13, 422, "measure-value.number-invalid")]
    [InlineData("2020-01", null, 422, "measure-value.number-invalid")]
    public async Task A_value_that_cannot_be_is_refused(string period, double? value, int status, string refusal)
    {
        var code = await quality.NewMeasureAsync();

        using var answer = await Framework.SendAsync(quality.ChiefNurse, $"{Values(code)}/{period}", new EnterValueRequest(value));

        Assert.Equal((status, refusal), await QualityHost.RefusalAsync(answer));
        Assert.Empty((await ReadAsync(code)).Items);
    }

    [Fact]
    public async Task Nobody_enters_what_the_system_works_out_or_what_another_office_owns()
    {
        var automatic = await quality.NewMeasureAsync(feed: MeasureFeed.RestrictedDays);
        var (own, dass) = (await quality.NewMeasureAsync(m => m with { Owner = Roles.Dass }), quality.Service.Client(Roles.Dass, "E08000004"));
        var others = await quality.NewMeasureAsync(m => m with { Owner = Roles.Dcs });

        Assert.Equal((409, "measure.fed-automatically"), await QualityHost.RefusalAsync(
            await Framework.SendAsync(quality.ChiefNurse, $"{Values(automatic)}/2020-01", new EnterValueRequest(1))));
        Assert.Equal((409, "measure.fed-automatically"), await QualityHost.RefusalAsync(
            await Framework.ImportAsync(quality.ChiefNurse, automatic, Framework.Months(1))));
        Assert.Equal((403, "measure.not-yours"), await QualityHost.RefusalAsync(
            await Framework.SendAsync(dass, $"{Values(others)}/2020-01", new EnterValueRequest(1))));
        Assert.Equal((403, "measure.not-yours"), await QualityHost.RefusalAsync(await Framework.ImportAsync(dass, others, Framework.Months(1))));
        Assert.Equal(1, (await quality.PutAsync<MeasureValueView>(dass, $"{Values(own)}/2020-01", new EnterValueRequest(1))).Version);
    }

    [Fact]
    public async Task A_share_is_worked_out_and_people_of_few_are_hidden_in_its_breakdown()
    {
        var code = await quality.NewMeasureAsync(unit: MeasureUnit.Percent);
        await QualityHost.ReadAsync<ValueImportView>(await Framework.ImportAsync(quality.Analyst(), code,
            """
            period,numerator,denominator,dimension,category
            2020-01,50,400,,
            2020-01,3,100,sex,female
            2020-01,19,101,sex,male
            2020-01,28,199,sex,not stated
            2020-01,50,400,ageBand,18 and over
            2020-01,2,11,deprivationQuintile,1
            2020-01,1,12,deprivationQuintile,2
            """));

        var value = Assert.Single((await ReadAsync(code)).Items);
        Assert.Equal((12.5, 50L, 400L), (value.Value, value.Numerator, value.Denominator));
        var breakdown = await QualityHost.GetAsync<BreakdownView>(quality.NewReporter(), $"/api/quality/measures/{code}/breakdowns/2020-01");
        Assert.Equal(
            [(EqualityDimension.AgeBand, false), (EqualityDimension.Sex, false), (EqualityDimension.DeprivationQuintile, true)],
            breakdown.Dimensions.Select(d => (d.Dimension, d.Withheld)));
        var sexes = breakdown.Dimensions[1].Categories;
        Assert.Equal([("female", true), ("male", sexes[1].Hidden), ("not stated", !sexes[1].Hidden)], sexes.Select(c => (c.Category, c.Hidden)));
        Assert.All(sexes.Where(c => c.Hidden), c => Assert.Equal((null, null, null), (c.Value, c.Numerator, c.Denominator)));
        var shown = Assert.Single(sexes, c => !c.Hidden);
        Assert.Equal(
            sexes[1].Hidden ? (15.0, 30L, 200L) : (20.0, 20L, 100L), (shown.Value ?? 0, shown.Numerator ?? 0, shown.Denominator ?? 0));
        Assert.Empty(breakdown.Dimensions[2].Categories);
    }
}
