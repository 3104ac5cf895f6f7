using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Tests.CareServices;

public sealed class OpeningTimesTests
{
    private static readonly DayOfWeek[] WorkingWeek =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-11-26T08:59:59Z", false)]
    [InlineData("2026-11-26T09:00:00Z", true)]
    [InlineData("2026-11-26T16:59:59Z", true)]
    [InlineData("2026-11-26T17:00:00Z", false)]
    [InlineData("2026-11-28T12:00:00Z", false)]
    [InlineData("2026-07-01T08:30:00Z", true)]     // 9:30 by London's clocks
    [InlineData("2026-07-01T16:30:00Z", false)]
    [InlineData("2026-12-25T12:00:00Z", false)]    // a Friday, and Christmas Day
    public void A_working_week_is_open_in_its_hours_by_londons_clocks(string at, bool open) =>
        Assert.Equal(open, Times(Weekly("09:00", "17:00", WorkingWeek)).IsOpenAt(At(at)));

    [Fact]
    public void A_service_that_says_nothing_of_hours_is_neither_open_nor_closed() => Assert.Null(Times().IsOpenAt(At("2026-11-26T12:00:00Z")));

    [Theory]
    [InlineData("2026-11-27T23:30:00Z", true)]
    [InlineData("2026-11-28T05:59:00Z", true)]
    [InlineData("2026-11-28T06:00:00Z", false)]
    [InlineData("2026-11-27T05:59:00Z", false)]
    public void Hours_past_midnight_belong_to_the_day_they_began(string at, bool open) =>
        Assert.Equal(open, Times(Weekly("22:00", "06:00", DayOfWeek.Friday)).IsOpenAt(At(at)));

    [Theory]
    [InlineData("2026-10-25T00:30:00Z", true)]     // the hour that comes twice
    [InlineData("2026-10-25T01:30:00Z", true)]
    [InlineData("2026-10-25T02:00:00Z", false)]
    public void An_hour_that_the_autumn_repeats_is_open_twice(string at, bool open) =>
        Assert.Equal(open, Times(Weekly("01:00", "02:00", DayOfWeek.Sunday)).IsOpenAt(At(at)));

    [Fact]
    public void Midnight_to_midnight_is_the_whole_day()
    {
        var times = Times(Weekly("00:00", "00:00", DayOfWeek.Thursday));

        Assert.True(times.IsOpenAt(At("2026-11-26T00:00:00Z")));
        Assert.True(times.IsOpenAt(At("2026-11-26T23:59:59Z")));
        Assert.False(times.IsOpenAt(At("2026-11-27T00:00:00Z")));
    }

    [Fact]
    public void An_exception_of_the_day_comes_before_the_bank_holiday_and_the_usual_hours()
    {
        var times = Times(Weekly("09:00", "17:00", WorkingWeek)) with
        {
            Exceptions =
            [
                new() { From = new(2026, 12, 25), Opens = new(10, 0), Closes = new(12, 0), Reason = "Christmas morning" },
                new() { From = new(2026, 12, 29), Until = new(2026, 12, 30), Reason = "Refurbishment" },
            ],
        };

        Assert.True(times.IsOpenAt(At("2026-12-25T11:00:00Z")));
        Assert.False(times.IsOpenAt(At("2026-12-25T13:00:00Z")));
        Assert.False(times.IsOpenAt(At("2026-12-29T11:00:00Z")));
        Assert.False(times.IsOpenAt(At("2026-12-30T11:00:00Z")));
        Assert.True(times.IsOpenAt(At("2026-12-31T11:00:00Z")));
    }

    [Fact]
    public void A_site_that_closes_leaves_the_others_open()
    {
        var one = Guid.CreateVersion7();
        var other = Guid.CreateVersion7();
        var times = Times(
            Weekly("09:00", "12:00", DayOfWeek.Monday) with { SiteId = one },
            Weekly("13:00", "17:00", DayOfWeek.Monday) with { SiteId = other }) with
        {
            Exceptions = [new() { From = new(2026, 11, 30), SiteId = one }],
        };

        Assert.False(times.IsOpenAt(At("2026-11-30T10:00:00Z")));
        Assert.True(times.IsOpenAt(At("2026-11-30T14:00:00Z")));
    }

    [Fact]
    public void Who_is_open_as_usual_on_bank_holidays_says_so() =>
        Assert.True((Times(Weekly("09:00", "17:00", WorkingWeek)) with { OnBankHolidays = BankHolidayRule.AsUsual })
            .IsOpenAt(At("2026-12-25T12:00:00Z")));

    [Theory]
    [InlineData(2026, 11, 3, true)]     // first Tuesday
    [InlineData(2026, 11, 10, false)]
    [InlineData(2026, 11, 24, true)]    // last Tuesday, which is the fourth
    [InlineData(2026, 12, 29, true)]    // last Tuesday, which is the fifth
    [InlineData(2026, 12, 22, false)]
    public void A_monthly_clinic_falls_on_its_week_of_the_month(int year, int month, int day, bool falls) =>
        Assert.Equal(falls, new OpeningHours
        {
            Every = Recurrence.Month, Days = [DayOfWeek.Tuesday], WeeksOfMonth = [1, -1], Opens = new(9, 0), Closes = new(12, 0),
        }.FallOn(new(year, month, day)));

    [Theory]
    [InlineData(2026, 11, 26, true)]
    [InlineData(2026, 12, 3, false)]
    [InlineData(2026, 12, 10, true)]
    [InlineData(2026, 11, 12, false)]   // before it started
    public void A_fortnightly_clinic_falls_on_every_second_week(int year, int month, int day, bool falls) =>
        Assert.Equal(falls, (Weekly("09:00", "12:00", DayOfWeek.Thursday) with { Interval = 2, StartsOn = new(2026, 11, 24) })
            .FallOn(new(year, month, day)));

    [Fact]
    public void The_next_opening_is_found_over_weekend_and_bank_holidays()
    {
        var times = Times(Weekly("09:00", "17:00", WorkingWeek));

        Assert.Equal(At("2026-11-30T09:00:00Z"), times.NextOpening(At("2026-11-27T17:00:00Z")));
        Assert.Equal(At("2026-12-29T09:00:00Z"), times.NextOpening(At("2026-12-24T18:00:00Z")));
        Assert.Null(Times(Weekly("09:00", "17:00", DayOfWeek.Monday) with { ValidUntil = new(2026, 11, 1) })
            .NextOpening(At("2026-11-27T17:00:00Z")));
    }

    [Fact]
    public void What_counts_as_open_now_is_what_the_next_openings_promise()
    {
        var times = Times(Weekly("09:00", "17:00", WorkingWeek), Weekly("22:00", "02:00", DayOfWeek.Saturday));
        var at = At("2026-03-20T00:00:00Z");
        for (var openings = 0; openings < 40; openings++)
        {
            var next = times.NextOpening(at);
            Assert.NotNull(next);
            Assert.True(times.IsOpenAt(next.Value), $"{next}");
            at = next.Value;
        }
    }

    [Fact]
    public void Hours_that_contradict_themselves_are_none()
    {
        Assert.False((Weekly("09:00", "12:00") with { Days = [] }).SaysWhen);
        Assert.False((Weekly("09:00", "12:00", DayOfWeek.Monday) with { Interval = 2 }).SaysWhen);
        Assert.False((Weekly("09:00", "12:00", DayOfWeek.Monday) with { WeeksOfMonth = [1] }).SaysWhen);
        Assert.False((Weekly("09:00", "12:00", DayOfWeek.Monday) with { Every = Recurrence.Month }).SaysWhen);
        Assert.False((Weekly("09:00", "12:00", DayOfWeek.Monday) with { Every = Recurrence.Month, WeeksOfMonth = [6] }).SaysWhen);
        Assert.False(new OpeningException { From = new(2026, 1, 2), Until = new(2026, 1, 1) }.SaysWhen);
        Assert.False(new OpeningException { From = new(2026, 1, 2), Opens = new(9, 0) }.SaysWhen);
        Assert.True(Weekly("09:00", "12:00", DayOfWeek.Monday).SaysWhen);
    }

    private static OpeningTimes Times(params OpeningHours[] hours) =>
        new(hours, [], BankHolidayRule.Closed, new HashSet<DateOnly> { new(2026, 12, 25), new(2026, 12, 28) });

    private static OpeningHours Weekly(string opens, string closes, params DayOfWeek[] days) =>
        new() { Days = days, Opens = TimeOnly.Parse(opens, null), Closes = TimeOnly.Parse(closes, null) };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);
}
