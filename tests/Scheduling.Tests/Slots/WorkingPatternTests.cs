using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Tests.Slots;

public class WorkingPatternTests
{
    private static readonly HashSet<DateOnly> NoBankHolidays = [];
    private static readonly DateOnly ClocksForward = new(2026, 3, 29);
    private static readonly DateOnly ClocksBack = new(2026, 10, 25);

    [Fact]
    public void An_ordinary_day_offers_whole_appointments_and_no_shorter_rest() =>
        Assert.Equal(
            ["09:00Z", "09:40Z"],
            Starts(Pattern("09:00", "10:50", new(2026, 1, 7)), new(2026, 1, 7), 40));

    [Fact]
    public void In_summer_the_same_hours_are_one_hour_earlier_in_utc() =>
        Assert.Equal(
            ["08:00Z", "08:30Z"],
            Starts(Pattern("09:00", "10:00", new(2026, 7, 1)), new(2026, 7, 1), 30));

    [Fact]
    public void The_hour_that_spring_leaves_out_offers_nothing() =>
        Assert.Equal(
            // 00:30 and, after 00:59 GMT, straight on at 02:00 and 02:30 BST.
            ["00:30Z", "01:00Z", "01:30Z"],
            Starts(Pattern("00:30", "03:00", ClocksForward), ClocksForward, 30));

    [Fact]
    public void Work_that_lies_wholly_in_the_missing_hour_does_not_happen() =>
        Assert.Empty(Starts(Pattern("01:00", "02:00", ClocksForward), ClocksForward, 10));

    [Fact]
    public void Work_that_begins_in_the_missing_hour_begins_when_the_clock_goes_on() =>
        Assert.Equal(
            ["01:00Z", "01:30Z"],
            Starts(Pattern("01:30", "03:00", ClocksForward), ClocksForward, 30));

    [Fact]
    public void The_doubled_hour_offers_each_instant_once() =>
        Assert.Equal(
            // 00:30, 01:00, 01:30 BST, then 01:00, 01:30, 02:00, 02:30 GMT.
            ["23:30Z", "00:00Z", "00:30Z", "01:00Z", "01:30Z", "02:00Z", "02:30Z"],
            Starts(Pattern("00:30", "03:00", ClocksBack), ClocksBack, 30));

    [Fact]
    public void Work_within_the_doubled_hour_happens_in_both_of_its_passes() =>
        Assert.Equal(
            ["00:15Z", "00:30Z", "01:15Z", "01:30Z"],
            Starts(Pattern("01:15", "01:45", ClocksBack), ClocksBack, 15));

    [Fact]
    public void Work_after_the_change_keeps_its_hours_on_the_clock()
    {
        Assert.Equal(["08:00Z"], Starts(Pattern("09:00", "10:00", ClocksForward), ClocksForward, 60));
        Assert.Equal(["09:00Z"], Starts(Pattern("09:00", "10:00", ClocksBack), ClocksBack, 60));
    }

    [Fact]
    public void Work_over_midnight_belongs_to_the_day_it_begins_on() =>
        Assert.Equal(
            ["22:00Z", "23:00Z", "00:00Z", "01:00Z"],
            Starts(Pattern("22:00", "02:00", new(2026, 1, 7)), new(2026, 1, 7), 60));

    [Fact]
    public void Work_over_the_midnight_before_a_clock_change_is_as_long_as_it_truly_lasts()
    {
        // 22:00 GMT to 03:00 BST: four hours. 22:00 BST to 03:00 GMT: six.
        Assert.Equal(4, Starts(Pattern("22:00", "03:00", ClocksForward.AddDays(-1)), ClocksForward.AddDays(-1), 60).Count);
        Assert.Equal(6, Starts(Pattern("22:00", "03:00", ClocksBack.AddDays(-1)), ClocksBack.AddDays(-1), 60).Count);
    }

    [Fact]
    public void A_pattern_is_worked_on_its_weekday_within_its_validity_only()
    {
        var first = new DateOnly(2026, 1, 7);
        var pattern = Pattern("09:00", "10:00", first, validFrom: first, validTo: first.AddDays(7));

        Assert.NotEmpty(pattern.Hours.On(first, NoBankHolidays));
        Assert.NotEmpty(pattern.Hours.On(first.AddDays(7), NoBankHolidays));
        Assert.Empty(pattern.Hours.On(first.AddDays(1), NoBankHolidays));
        Assert.Empty(pattern.Hours.On(first.AddDays(-7), NoBankHolidays));
        Assert.Empty(pattern.Hours.On(first.AddDays(14), NoBankHolidays));
    }

    [Fact]
    public void A_rota_line_finds_a_slot_by_its_start_and_nothing_between_slots()
    {
        var day = new DateOnly(2026, 1, 7);
        var line = ARota.Line(Pattern("22:00", "02:00", day), minutes: 30);
        var midnight = new DateTimeOffset(2026, 1, 8, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(midnight, line.SlotAt(midnight)?.Time.Start);
        Assert.Null(line.SlotAt(midnight.AddMinutes(10)));
        Assert.Null(line.SlotAt(midnight.AddDays(1)));
    }

    private static WorkingPattern Pattern(
        string from, string until, DateOnly on, DateOnly? validFrom = null, DateOnly? validTo = null) =>
        WorkingPattern.Of(new(Guid.Empty, from, until, Delivery.Home, on.DayOfWeek, null, validFrom, validTo));

    private static List<string> Starts(WorkingPattern pattern, DateOnly date, int minutes) =>
    [
        .. pattern.Hours.On(date, NoBankHolidays).SelectMany(ARota.Appointment(minutes).TimesIn)
            .Select(p => p.Start.UtcDateTime.ToString("HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
