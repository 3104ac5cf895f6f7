using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Tests.Funds;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-04", 1, "2026/27", 30)]
    [InlineData("2026-10", 7, "2026/27", 31)]
    [InlineData("2027-02", 11, "2026/27", 28)]
    [InlineData("2028-02", 11, "2027/28", 29)]
    [InlineData("2027-03", 12, "2026/27", 31)]
    public void A_period_is_a_month_of_a_year_that_begins_in_April(string text, int number, string year, int days)
    {
        Assert.True(Period.TryParse(text, out var period));

        Assert.Equal((text, number, year), (period.ToString(), period.Number, period.FinancialYear.ToString()));
        Assert.Equal((1, days), (period.FirstDay.Day, period.LastDay.Day));
        Assert.True(period.Covers(period.LastDay));
        Assert.False(period.Covers(period.LastDay.AddDays(1)));
        Assert.True(period.Previous < period && period.Next > period && period.Next.Previous == period);
    }

    [Theory]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("2026/10")]
    [InlineData("+026-10")]
    [InlineData("1899-10")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_text_is_no_period(string? text) => Assert.False(Period.TryParse(text, out _));

    [Fact]
    public void A_year_has_its_twelve_periods_in_order()
    {
        var periods = Period.Of(new FinancialYear(2026));

        Assert.Equal(Enumerable.Range(1, 12), periods.Select(period => period.Number));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2027, 3, 31)), (periods[0].FirstDay, periods[^1].LastDay));
    }

    [Theory]
    [InlineData(0, "£0.00")]
    [InlineData(-5, "-£0.05")]
    [InlineData(123_456_789, "£1,234,567.89")]
    [InlineData(long.MinValue, "-£92,233,720,368,547,758.08")]
    public void Pence_are_read_as_pounds(long pence, string text) => Assert.Equal(text, Pounds.Of(pence));

    [Theory]
    [InlineData(13_562_500_000, "135.625")]
    [InlineData(50_000, "0.001")]
    [InlineData(-50_000, "-0.001")]
    [InlineData(49_999, "0.000")]
    public void Millions_are_rounded_views_of_pence(long pence, string millions) =>
        Assert.Equal(decimal.Parse(millions, System.Globalization.CultureInfo.InvariantCulture), Pounds.Millions(pence));
}
