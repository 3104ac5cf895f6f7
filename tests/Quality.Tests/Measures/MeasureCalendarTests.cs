using IntegratedCare.Quality.Measures;

namespace IntegratedCare.Quality.Tests.Measures;

public sealed class MeasureCalendarTests
{
    [Theory]
    [InlineData(MeasurePeriod.Month, "2026-03-31", "2026-03-01", "2026-04-01")]
    [InlineData(MeasurePeriod.Month, "2024-02-29", "2024-02-01", "2024-03-01")]
    [InlineData(MeasurePeriod.Week, "2026-03-29", "2026-03-23", "2026-03-30")]
    [InlineData(MeasurePeriod.Week, "2026-03-30", "2026-03-30", "2026-04-06")]
    [InlineData(MeasurePeriod.Week, "2027-01-01", "2026-12-28", "2027-01-04")]
    public void A_day_lies_in_one_period(MeasurePeriod period, string day, string start, string after)
    {
        var began = DateOnly.Parse(start, null);

        Assert.Equal(began, period.StartOf(DateOnly.Parse(day, null)));
        Assert.Equal(DateOnly.Parse(after, null), period.After(began));
    }

    [Fact]
    public void A_period_is_finished_when_the_next_one_has_begun()
    {
        var march = new DateOnly(2026, 3, 1);

        Assert.False(MeasurePeriod.Month.IsFinished(march, new(2026, 3, 31)));
        Assert.True(MeasurePeriod.Month.IsFinished(march, new(2026, 4, 1)));
        Assert.Equal(march, MeasurePeriod.Month.LastFinished(new(2026, 4, 1)));
        Assert.Equal(new(2026, 2, 1), MeasurePeriod.Month.LastFinished(new(2026, 3, 31)));
        Assert.Equal(new(2026, 3, 23), MeasurePeriod.Week.LastFinished(new(2026, 4, 5)));
    }

    [Theory]
    [InlineData(MeasurePeriod.Month, "2026-03", true)]
    [InlineData(MeasurePeriod.Month, "2026-03-01", true)]
    [InlineData(MeasurePeriod.Month, "2026-03-02", false)]
    [InlineData(MeasurePeriod.Week, "2026-03", false)]
    [InlineData(MeasurePeriod.Week, "2026-03-02", true)]
    [InlineData(MeasurePeriod.Week, "2026-03-03", false)]
    [InlineData(MeasurePeriod.Month, "03/2026", false)]
    [InlineData(MeasurePeriod.Month, "", false)]
    public void A_period_is_read_by_its_beginning(MeasurePeriod period, string text, bool isOne) => Assert.Equal(isOne, period.Read(text) is not null);
}
