using System.Globalization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Tests.Slots;

namespace IntegratedCare.Scheduling.Tests.Hours;

public class WorkingHoursTests
{
    private static readonly HashSet<DateOnly> NoBankHolidays = [];

    [Fact]
    public void Every_other_week_is_counted_from_the_week_of_the_first_date()
    {
        // 2026-01-07 is a Wednesday: its week's Monday lies before it, so the first Monday worked is two weeks later.
        var hours = Weekly(DayOfWeek.Monday, everyWeeks: 2, validFrom: new(2026, 1, 7));

        Assert.Equal(["2026-01-19", "2026-02-02", "2026-02-16"], Dates(hours, new(2026, 1, 1), new(2026, 2, 28)));
    }

    public static TheoryData<string, string, string> Rules => new()
    {
        { "FREQ=DAILY;INTERVAL=40", "2026-01-01", "2026-01-01 2026-02-10 2026-03-22" },
        { "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", "2026-01-01", "2026-01-01 2026-01-06 2026-01-08" },
        { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20260202", "2026-01-07", "2026-01-19 2026-02-02" },
        { "FREQ=MONTHLY;BYDAY=1MO", "2026-01-01", "2026-01-05 2026-02-02 2026-03-02 2026-04-06" },
        { "FREQ=MONTHLY;BYDAY=-1FR", "2026-01-01", "2026-01-30 2026-02-27 2026-03-27 2026-04-24" },
        { "FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-01", "2026-01-31 2026-03-31" },
        { "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-01-01", "2026-02-13 2026-03-13" },
        { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-15", "2026-01-30 2026-02-27 2026-03-31 2026-04-30" },
        { "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2026-01-01", "2026-03-29" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_names_the_dates_that_its_standard_gives_it(string rule, string first, string expected) =>
        Assert.Equal(expected, string.Join(' ', Dates(ByRule(rule, Date(first)), new(2026, 1, 1), new(2026, 4, 30))));

    [Fact]
    public void A_yearly_rule_on_29_february_is_worked_in_leap_years_only() =>
        Assert.Equal(
            ["2024-02-29", "2028-02-29", "2032-02-29"],
            Dates(ByRule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", new(2024, 1, 1)), new(2024, 1, 1), new(2033, 12, 31)));

    [Fact]
    public void On_29_february_2028_work_begins_and_ends_as_on_any_day()
    {
        Assert.Equal(
            ["2028-02-29 09:00Z", "2028-02-29 09:30Z"],
            Slots(Weekly(DayOfWeek.Tuesday, from: "09:00", until: "10:00"), new(2028, 2, 29), 30));
        // Over the midnight after it, into March.
        Assert.Equal(
            ["2028-02-29 22:00Z", "2028-02-29 23:00Z", "2028-03-01 00:00Z"],
            Slots(Weekly(DayOfWeek.Tuesday, from: "22:00", until: "01:00"), new(2028, 2, 29), 60));
    }

    public static TheoryData<string, string, string, string> ClockChanges => new()
    {
        // Spring: 01:00 to 02:00 is left out. 00:30 GMT, then 02:00 and 02:30 BST.
        { "2026-03-29", "00:30", "03:00", "00:30Z 01:00Z 01:30Z" },
        { "2027-03-28", "00:30", "03:00", "00:30Z 01:00Z 01:30Z" },
        { "2026-03-29", "01:00", "02:00", "" },
        { "2027-03-28", "01:00", "02:00", "" },
        // Autumn: 01:00 to 02:00 comes twice. 00:30, 01:00, 01:30 BST, then 01:00, 01:30, 02:00, 02:30 GMT.
        { "2026-10-25", "00:30", "03:00", "23:30Z 00:00Z 00:30Z 01:00Z 01:30Z 02:00Z 02:30Z" },
        { "2027-10-31", "00:30", "03:00", "23:30Z 00:00Z 00:30Z 01:00Z 01:30Z 02:00Z 02:30Z" },
        { "2026-10-25", "01:00", "01:30", "00:00Z 01:00Z" },
        { "2027-10-31", "01:00", "01:30", "00:00Z 01:00Z" },
        // The day after each is an ordinary one in the new time.
        { "2026-03-30", "09:00", "10:00", "08:00Z 08:30Z" },
        { "2027-03-29", "09:00", "10:00", "08:00Z 08:30Z" },
        { "2026-10-26", "09:00", "10:00", "09:00Z 09:30Z" },
        { "2027-11-01", "09:00", "10:00", "09:00Z 09:30Z" },
    };

    [Theory]
    [MemberData(nameof(ClockChanges))]
    public void On_both_clock_changes_the_missing_hour_offers_nothing_and_the_doubled_one_each_instant_once(
        string date, string from, string until, string expected)
    {
        var day = Date(date);
        foreach (var hours in new[] { Weekly(day.DayOfWeek, from: from, until: until), ByRule("FREQ=DAILY", day.AddDays(-3), from, until) })
            Assert.Equal(expected, string.Join(' ', Slots(hours, day, 30).Select(s => s[11..])));
    }

    [Theory]
    [InlineData("2026-03-28", "22:00Z 23:00Z 00:00Z 01:00Z")]               // to 03:00 BST
    [InlineData("2027-03-27", "22:00Z 23:00Z 00:00Z 01:00Z")]
    [InlineData("2026-10-24", "21:00Z 22:00Z 23:00Z 00:00Z 01:00Z 02:00Z")] // to 03:00 GMT
    [InlineData("2027-10-30", "21:00Z 22:00Z 23:00Z 00:00Z 01:00Z 02:00Z")]
    [InlineData("2026-06-10", "21:00Z 22:00Z 23:00Z 00:00Z 01:00Z")]
    public void A_team_that_works_across_midnight_works_its_true_hours_in_every_night(string date, string expected) =>
        Assert.Equal(expected, string.Join(' ',
            Slots(Weekly(Date(date).DayOfWeek, from: "22:00", until: "03:00"), Date(date), 60).Select(s => s[11..])));

    [Fact]
    public void Dates_left_out_stand_before_dates_added_and_those_before_every_rule()
    {
        var entry = new HoursEntry("09:00", "10:00", DayOfWeek.Monday, ValidFrom: new(2026, 6, 1), ValidTo: new(2026, 6, 30),
            ExceptDates: [new(2026, 6, 8)], ExtraDates: [new(2026, 6, 10), new(2026, 7, 1)], OnBankHolidays: OnBankHolidays.Closed);
        HashSet<DateOnly> bankHolidays = [new(2026, 6, 15), new(2026, 6, 10)];

        Assert.Equal(
            ["2026-06-01", "2026-06-10", "2026-06-22", "2026-06-29", "2026-07-01"],
            Dates(entry.Checked(), new(2026, 5, 1), new(2026, 8, 1), bankHolidays));
    }

    [Fact]
    public void A_bank_holiday_stops_only_hours_that_say_so()
    {
        HashSet<DateOnly> christmas = [new(2026, 12, 25)];

        Assert.Empty(Dates(new HoursEntry("09:00", "10:00", DayOfWeek.Friday, OnBankHolidays: OnBankHolidays.Closed).Checked(), new(2026, 12, 21), new(2026, 12, 27), christmas));
        Assert.Equal(["2026-12-25"], Dates(Weekly(DayOfWeek.Friday), new(2026, 12, 21), new(2026, 12, 27), christmas));
    }

    public static TheoryData<string, string> WrongRules => new()
    {
        { "FREQ=HOURLY", "hours.rule-invalid" },
        { "FREQ=SECONDLY;COUNT=1", "hours.rule-invalid" },
        { "INTERVAL=2", "hours.rule-invalid" },
        { "FREQ=DAILY;FREQ=DAILY", "hours.rule-invalid" },
        { "FREQ=DAILY;INTERVAL=0", "hours.rule-invalid" },
        { "FREQ=DAILY;INTERVAL=100000", "hours.rule-invalid" },
        { "FREQ=DAILY;COUNT=1000000", "hours.rule-invalid" },
        { "FREQ=DAILY;COUNT=2;UNTIL=20270101", "hours.rule-invalid" },
        { "FREQ=DAILY;UNTIL=20270101T000000Z", "hours.rule-invalid" },
        { "FREQ=WEEKLY;BYDAY=XX", "hours.rule-invalid" },
        { "FREQ=MONTHLY;BYMONTHDAY=32", "hours.rule-invalid" },
        { "FREQ=YEARLY;BYMONTH=13", "hours.rule-invalid" },
        { "FREQ=DAILY;BYHOUR=9", "hours.rule-invalid" },
        { "FREQ=YEARLY;BYWEEKNO=20", "hours.rule-invalid" },
        { "RRULE:FREQ=DAILY", "hours.rule-invalid" },
        { "FREQ=DAILY;", "hours.rule-invalid" },
        { "freq=daily", "hours.rule-invalid" },
        { ";;;;=", "hours.rule-invalid" },
        { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "hours.rule-never" },
        { "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "hours.rule-never" },
        { "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2", "hours.rule-never" },
        { "FREQ=DAILY;UNTIL=20250101", "hours.rule-never" },
    };

    [Theory]
    [MemberData(nameof(WrongRules))]
    public void A_rule_that_is_none_or_never_comes_is_refused(string rule, string code) =>
        Assert.Equal(code, Assert.Throws<DomainException>(() => ByRule(rule, new(2026, 1, 1))).Error.Code);

    [Fact]
    public void A_rule_of_random_parts_is_refused_with_a_code_or_worked_out()
    {
        var random = new Random(20261126);
        string[] parts = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "INTERVAL=400", "INTERVAL=7", "COUNT=2000", "BYDAY=5MO", "BYDAY=-53SU",
            "BYDAY=MO,2TU", "BYMONTHDAY=-31", "BYMONTHDAY=29", "BYMONTH=2", "BYSETPOS=366", "BYSETPOS=-1", "UNTIL=20991231", "WKST=SU"];
        for (var n = 0; n < 400; n++)
        {
            var rule = string.Join(';', parts.OrderBy(_ => random.Next()).Take(random.Next(1, 5)));
            try
            {
                var hours = ByRule(rule, new(2026, random.Next(1, 13), random.Next(1, 28)));
                for (var date = new DateOnly(2026, 1, 1); date.Year < 2030; date = date.AddDays(150)) hours.AreWorkedOn(date, NoBankHolidays);
            }
            catch (DomainException e)
            {
                Assert.StartsWith("hours.rule-", e.Error.Code);
            }
        }
    }

    [Fact]
    public void What_is_said_twice_or_not_at_all_is_refused()
    {
        Assert.Equal("hours.repeat-unclear", Refusal(new("09:00", "10:00")));
        Assert.Equal("hours.repeat-unclear", Refusal(new("09:00", "10:00", DayOfWeek.Monday, Rule: "FREQ=DAILY", ValidFrom: new(2026, 1, 1))));
        Assert.Equal("hours.repeat-unclear", Refusal(new("09:00", "10:00", Rule: "FREQ=DAILY", EveryWeeks: 2, ValidFrom: new(2026, 1, 1))));
        Assert.Equal("hours.first-date-missing", Refusal(new("09:00", "10:00", DayOfWeek.Monday, EveryWeeks: 2)));
        Assert.Equal("hours.first-date-missing", Refusal(new("09:00", "10:00", Rule: "FREQ=DAILY")));
        Assert.Equal("hours.date-twice", Refusal(new("09:00", "10:00", DayOfWeek.Monday, ExceptDates: [new(2026, 1, 5)], ExtraDates: [new(2026, 1, 5)])));
        Assert.Equal("request.invalid", Refusal(new("09:00", "10:00", DayOfWeek.Monday, ExtraDates: [new(9999, 12, 31)])));
    }

    [Fact]
    public void Hours_read_back_as_they_were_sent()
    {
        var entry = new HoursEntry("20:00", "02:00", ValidFrom: new(2026, 1, 1), Rule: "FREQ=MONTHLY;BYDAY=-1FR", ExceptDates: [new(2026, 5, 29)],
            ExtraDates: [new(2026, 6, 1), new(2026, 6, 2)], OnBankHolidays: OnBankHolidays.Closed);

        var back = HoursEntry.Of(entry.Checked());

        Assert.Equal(entry with { ExceptDates = null, ExtraDates = null }, back with { ExceptDates = null, ExtraDates = null });
        Assert.Equal(entry.ExceptDates, back.ExceptDates);
        Assert.Equal(entry.ExtraDates, back.ExtraDates);
    }

    private static string Refusal(HoursEntry entry) => Assert.Throws<DomainException>(() => entry.Checked()).Error.Code;

    [Fact]
    public void Hours_by_rules_meet_where_any_of_their_dates_do()
    {
        var (the13th, the14th) = (ByRule("FREQ=MONTHLY;BYMONTHDAY=13", new(2026, 1, 1)), ByRule("FREQ=MONTHLY;BYMONTHDAY=14", new(2026, 1, 1)));
        var fridays = ByRule("FREQ=WEEKLY;BYDAY=FR", new(2026, 6, 1));
        var nights = ByRule("FREQ=MONTHLY;BYMONTHDAY=13", new(2026, 1, 1), "22:00", "09:30");

        Assert.False(HoursRules.AnyOverlap([the13th, the14th]));
        Assert.True(HoursRules.AnyOverlap([the13th, the14th, fridays]));            // Friday 13 November 2026
        Assert.True(HoursRules.AnyOverlap([the14th, nights]));
        Assert.False(HoursRules.AnyOverlap([the13th, nights]));
        Assert.True(HoursRules.AnyOverlap([the13th, ByRule("FREQ=MONTHLY;BYMONTHDAY=13", new(2026, 1, 1))]));
    }

    private static WorkingHours Weekly(
        DayOfWeek day, int? everyWeeks = null, DateOnly? validFrom = null, string from = "09:00", string until = "10:00") =>
        new HoursEntry(from, until, day, validFrom, EveryWeeks: everyWeeks).Checked();

    private static WorkingHours ByRule(string rule, DateOnly first, string from = "09:00", string until = "10:00") =>
        new HoursEntry(from, until, ValidFrom: first, Rule: rule).Checked();

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> Dates(WorkingHours hours, DateOnly from, DateOnly to, HashSet<DateOnly>? bankHolidays = null) =>
    [
        .. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(d => hours.AreWorkedOn(d, bankHolidays ?? NoBankHolidays))
            .Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    private static List<string> Slots(WorkingHours hours, DateOnly date, int minutes) =>
    [
        .. hours.On(date, NoBankHolidays).SelectMany(ARota.Appointment(minutes).TimesIn)
            .Select(t => t.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)),
    ];
}
