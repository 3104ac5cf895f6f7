using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.WorkingDays;

namespace IntegratedCare.Quality.Tests.WorkingDays;

[Collection(QualityCollection.Name)]
public sealed class ReckonWorkingDaysTests(QualityHost quality)
{
    private const string Path = "/api/quality/working-days";

    [Fact]
    public async Task Anybody_can_see_how_a_clock_was_reckoned()
    {
        var easter = await QualityHost.GetAsync<ReckonedDayView>(quality.Service.Client(Roles.Gp), $"{Path}?from=2026-03-26&days=10");

        Assert.Equal((new DateOnly(2026, 4, 13), true), (easter.Date, easter.Certain));
        Assert.Equal([new(2026, 4, 3), new(2026, 4, 6)], easter.BankHolidays);
    }

    [Fact]
    public async Task A_day_that_the_table_does_not_reach_is_said_not_to_be_certain()
    {
        var beyond = await QualityHost.GetAsync<ReckonedDayView>(quality.ChiefNurse, $"{Path}?from=2030-12-20&days=10");

        Assert.False(beyond.Certain);
        Assert.Equal(new(2028, 12, 31), beyond.KnownUntil);
    }

    [Theory]
    [InlineData("from=2026-03-26")]
    [InlineData("days=10")]
    [InlineData("from=2026-03-26&days=0")]
    [InlineData("from=2026-03-26&days=251")]
    [InlineData("from=2026-02-30&days=10")]
    [InlineData("from=0001-01-01&days=10")]
    [InlineData("from=9999-12-31&days=250")]
    public async Task A_wrong_question_is_refused(string query)
    {
        using var response = await quality.ChiefNurse.GetAsync(
            new Uri($"{Path}?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((400, "request.invalid"), await QualityHost.RefusalAsync(response));
    }
}
