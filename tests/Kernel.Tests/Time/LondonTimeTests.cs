using System.Globalization;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Kernel.Tests.Time;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-01-15T09:00", "2026-01-15T09:00Z")]
    [InlineData("2026-07-15T09:00", "2026-07-15T08:00Z")]
    [InlineData("2026-03-29T00:59", "2026-03-29T00:59Z")]
    [InlineData("2026-03-29T02:00", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25T01:30", "2026-10-25T00:30Z")]   // the first of the two
    [InlineData("2026-10-25T02:00", "2026-10-25T02:00Z")]
    public void A_london_time_is_one_instant(string london, string utc) =>
        Assert.Equal(Instant(utc), LondonTime.ToInstant(DateTime.Parse(london, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_hour_that_spring_leaves_out_is_no_instant() =>
        Assert.Null(LondonTime.ToInstant(new DateTime(2026, 3, 29, 1, 30, 0)));

    [Fact]
    public void A_summer_date_begins_an_hour_before_utc_midnight() =>
        Assert.Equal(Instant("2026-06-30T23:00Z"), LondonTime.StartOf(new DateOnly(2026, 7, 1)));

    [Fact]
    public void Late_on_a_summer_evening_in_utc_it_is_tomorrow_in_london() =>
        Assert.Equal(new DateOnly(2026, 7, 2), LondonTime.DateOf(Instant("2026-07-01T23:30Z")));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
