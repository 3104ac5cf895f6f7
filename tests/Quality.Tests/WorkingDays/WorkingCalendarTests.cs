using System.Globalization;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.WorkingDays;

namespace IntegratedCare.Quality.Tests.WorkingDays;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar England = new WorkingDaysSettings().ToCalendar();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "ddd yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    // An ordinary fortnight: ten working days after a Monday is the Monday two weeks on.
    [InlineData("Mon 2026-03-02", 10, "Mon 2026-03-16")]
    [InlineData("Fri 2026-03-06", 1, "Mon 2026-03-09")]
    [InlineData("Sat 2026-03-07", 1, "Mon 2026-03-09")]
    [InlineData("Sun 2026-03-08", 1, "Mon 2026-03-09")]
    // Easter 2026: Good Friday 3 April, Easter Monday 6 April.
    [InlineData("Thu 2026-04-02", 1, "Tue 2026-04-07")]
    [InlineData("Fri 2026-04-03", 1, "Tue 2026-04-07")]
    [InlineData("Sun 2026-04-05", 1, "Tue 2026-04-07")]
    [InlineData("Wed 2026-04-01", 2, "Tue 2026-04-07")]
    [InlineData("Thu 2026-03-26", 10, "Mon 2026-04-13")]
    [InlineData("Wed 2026-04-01", 10, "Fri 2026-04-17")]
    // Easter 2027: Good Friday 26 March, Easter Monday 29 March, a day after the clocks change.
    [InlineData("Thu 2027-03-25", 1, "Tue 2027-03-30")]
    [InlineData("Fri 2027-03-19", 10, "Tue 2027-04-06")]
    [InlineData("Mon 2027-03-29", 10, "Mon 2027-04-12")]
    // May 2026: the 4th and the 25th.
    [InlineData("Thu 2026-04-30", 10, "Fri 2026-05-15")]
    [InlineData("Fri 2026-05-22", 2, "Wed 2026-05-27")]
    // Christmas 2026: Friday the 25th; the 26th is a Saturday, so Monday the 28th stands for Boxing Day.
    [InlineData("Thu 2026-12-24", 1, "Tue 2026-12-29")]
    [InlineData("Fri 2026-12-25", 1, "Tue 2026-12-29")]
    [InlineData("Mon 2026-12-14", 10, "Wed 2026-12-30")]
    [InlineData("Fri 2026-12-18", 10, "Wed 2027-01-06")]
    // Christmas 2027: the 25th and 26th are a weekend, so Monday the 27th and Tuesday the 28th stand for them.
    [InlineData("Fri 2027-12-24", 1, "Wed 2027-12-29")]
    [InlineData("Sat 2027-12-25", 1, "Wed 2027-12-29")]
    [InlineData("Tue 2027-12-14", 10, "Thu 2027-12-30")]
    // New Year's Day 2028 is a Saturday, so Monday the 3rd stands for it.
    [InlineData("Fri 2027-12-31", 1, "Tue 2028-01-04")]
    [InlineData("Thu 2027-12-23", 10, "Tue 2028-01-11")]
    // Easter 2028: Good Friday 14 April, Easter Monday 17 April.
    [InlineData("Thu 2028-04-13", 1, "Tue 2028-04-18")]
    public void So_many_working_days_after_a_day_are(string start, int days, string expected) =>
        Assert.Equal(new ReckonedDay(Day(expected), IsCertain: true), England.After(Day(start), days));

    [Fact]
    public void An_instant_belongs_to_the_day_that_Londons_clocks_show()
    {
        // Half past eleven at night on Thursday 2 July by summer time, which is 22:30 UTC; and half an hour after midnight, still 2 July in UTC.
        var late = new DateTimeOffset(2026, 7, 2, 23, 30, 0, TimeSpan.FromHours(1));
        var after = new DateTimeOffset(2026, 7, 2, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal(Day("Fri 2026-07-03"), England.After(LondonTime.DateOf(late), 1).Date);
        Assert.Equal(Day("Mon 2026-07-06"), England.After(LondonTime.DateOf(after), 1).Date);
    }

    [Fact]
    public void Midnight_in_winter_is_midnight_in_UTC() =>
        Assert.Equal(
            Day("Tue 2026-12-29"), England.After(LondonTime.DateOf(new(2026, 12, 24, 23, 59, 59, TimeSpan.Zero)), 1).Date);

    [Fact]
    public void Beyond_the_table_a_day_is_the_earliest_that_it_can_be_and_said_not_to_be_certain()
    {
        Assert.Equal(new ReckonedDay(Day("Fri 2028-12-29"), true), England.After(Day("Wed 2028-12-27"), 2));

        // 1 January 2029 will surely be a holiday, but the table does not know.
        Assert.Equal(new ReckonedDay(Day("Mon 2029-01-01"), false), England.After(Day("Wed 2028-12-27"), 3));
        Assert.False(England.After(Day("Mon 2031-03-03"), 1).IsCertain);
        Assert.False(England.After(Day("Wed 2023-12-20"), 10).IsCertain);
        Assert.True(England.After(Day("Sun 2023-12-31"), 10).IsCertain);
    }

    [Fact]
    public void Every_table_of_a_year_has_eight_holidays_on_weekdays_and_none_twice()
    {
        Assert.All(EnglandsBankHolidays.Days, day => Assert.False(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.Equal(EnglandsBankHolidays.Days.Distinct().Order(), EnglandsBankHolidays.Days);
        Assert.All(EnglandsBankHolidays.Days.GroupBy(day => day.Year), year => Assert.Equal(8, year.Count()));
    }

    /// <summary>Easter by the anonymous Gregorian computus, and the Mondays and substitutes by their rules, against what is written out.</summary>
    [Theory]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    [InlineData(2027)]
    [InlineData(2028)]
    public void What_is_written_out_follows_the_rules_of_the_act(int year)
    {
        var easter = EasterOf(year);
        var firstMay = new DateOnly(year, 5, 1);
        DateOnly[] expected =
        [
            Substituted(new(year, 1, 1), []), easter.AddDays(-2), easter.AddDays(1), MondayFrom(firstMay), MondayUntil(new(year, 5, 31)),
            MondayUntil(new(year, 8, 31)), Substituted(new(year, 12, 25), [new(year, 12, 26)]), Substituted(new(year, 12, 26), [Substituted(new(year, 12, 25), [new(year, 12, 26)])]),
        ];

        Assert.Equal(expected.Order(), EnglandsBankHolidays.Days.Where(day => day.Year == year));
    }

    [Fact]
    public void A_place_may_have_a_table_of_its_own_and_it_replaces_all_of_ours()
    {
        var place = new WorkingDaysSettings { BankHolidays = [new(2026, 4, 7)], KnownFrom = new(2026, 4, 1), KnownUntil = new(2026, 4, 30) }.ToCalendar();

        Assert.Equal(new ReckonedDay(Day("Fri 2026-04-03"), true), place.After(Day("Thu 2026-04-02"), 1));
        Assert.Equal(new ReckonedDay(Day("Wed 2026-04-08"), true), place.After(Day("Mon 2026-04-06"), 1));
        Assert.False(place.After(Day("Thu 2026-04-30"), 1).IsCertain);
    }

    [Theory]
    [InlineData(null, "2026-12-31")]
    [InlineData("2026-01-01", null)]
    [InlineData("2026-12-31", "2026-01-01")]
    [InlineData("2027-01-01", "2027-12-31")]
    public void A_table_that_does_not_say_what_it_covers_or_holds_other_days_is_refused_at_the_start(string? from, string? until)
    {
        var wrong = new WorkingDaysSettings
        {
            BankHolidays = [new(2026, 4, 3)], KnownFrom = Parsed(from), KnownUntil = Parsed(until),
        };

        Assert.True(new WorkingDaysCheck().Validate(null, wrong).Failed);

        static DateOnly? Parsed(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Days_that_follow_are_never_earlier_than_those_before_and_always_worked_on()
    {
        for (var start = new DateOnly(2024, 1, 1); start <= new DateOnly(2028, 11, 30); start = start.AddDays(1))
        {
            var previous = start;
            for (var days = 1; days <= 12; days++)
            {
                var day = England.After(start, days).Date;
                Assert.True(England.IsWorkingDay(day) && day > previous);
                Assert.Equal(days, CountWorkedOn(start, day));
                previous = day;
            }
        }

        static int CountWorkedOn(DateOnly after, DateOnly until) =>
            Enumerable.Range(1, until.DayNumber - after.DayNumber).Count(n => England.IsWorkingDay(after.AddDays(n)));
    }

    private static DateOnly MondayFrom(DateOnly day) => day.AddDays((8 - (int)day.DayOfWeek) % 7);

    private static DateOnly MondayUntil(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateOnly Substituted(DateOnly day, DateOnly[] taken)
    {
        if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return day;
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || taken.Contains(day)) day = day.AddDays(1);
        return day;
    }

    private static DateOnly EasterOf(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        return new(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    }
}
