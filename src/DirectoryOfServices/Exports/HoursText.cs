using System.Globalization;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>Opening hours as people write them: <c>mon-fri 09:00-17:00</c>, <c>1st,3rd tue 10:00-12:00</c>, <c>day 1,15 09:00-12:00</c>.</summary>
/// <remarks>
/// After the times may stand, in any order, <c>every 2 weeks</c> (or months), <c>starting</c>, <c>from</c> and <c>until</c> with a date, <c>at</c> with a
/// site's id, <c>by</c> with a way of delivery, and at the end <c># notes</c>.
/// </remarks>
internal static class HoursText
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] Weeks = ["last", "1st", "2nd", "3rd", "4th", "5th"];

    public static string Write(OpeningHours hours)
    {
        var words = new List<string>();
        if (hours.DaysOfMonth.Count > 0) words.Add($"day {string.Join(',', hours.DaysOfMonth)}");
        if (hours.WeeksOfMonth.Count > 0) words.Add(string.Join(',', hours.WeeksOfMonth.Select(week => Weeks[Math.Max(week, 0)])));
        if (hours.Days.Count > 0) words.Add(WriteDays(hours.Days));
        words.Add($"{TimeText.Write(hours.Opens)}-{TimeText.Write(hours.Closes)}");
        if (hours.Interval != 1) words.Add($"every {hours.Interval} {(hours.Every == Recurrence.Week ? "weeks" : "months")}");
        if (hours.StartsOn is { } start) words.Add($"starting {DateText.Write(start)}");
        if (hours.ValidFrom is { } from) words.Add($"from {DateText.Write(from)}");
        if (hours.ValidUntil is { } until) words.Add($"until {DateText.Write(until)}");
        if (hours.SiteId is { } site) words.Add($"at {site}");
        if (hours.Attending is { } attending) words.Add($"by {attending.Word()}");
        if (hours.Notes is { } notes) words.Add($"# {ListText.Write(notes)}");
        return string.Join(' ', words);
    }

    public static OpeningHours Read(string escaped)
    {
        var words = new WordReader(escaped);
        var (every, weeks, days, daysOfMonth) = (Recurrence.Week, new List<int>(), new List<DayOfWeek>(), new List<int>());
        if (words.TryTake("day"))
        {
            every = Recurrence.Month;
            daysOfMonth = [.. words.Take("the days of the month").Split(',').Select(WordReader.Number)];
        }
        else
        {
            var first = words.Take("the days");
            if (first.Split(',').All(word => Weeks.Contains(word)))
            {
                every = Recurrence.Month;
                weeks = [.. first.Split(',').Select(week => Array.IndexOf(Weeks, week) is var at and > 0 ? at : -1)];
                first = words.Take("the days");
            }

            days = ReadDays(first);
        }

        var (opens, closes) = TimeText.ReadSpan(words.Take("the times"));
        return Rest(words, new()
        {
            Every = every, Days = days, WeeksOfMonth = weeks, DaysOfMonth = daysOfMonth, Opens = opens, Closes = closes, Notes = words.Notes,
        });
    }

    private static OpeningHours Rest(WordReader words, OpeningHours hours)
    {
        while (words.TryTakeAny() is { } word)
        {
            hours = word switch
            {
                "every" => WithInterval(hours, WordReader.Number(words.Take("a number")), words.Take("weeks or months")),
                "starting" => hours with { StartsOn = DateText.Read(words.Take("a date")) },
                "from" => hours with { ValidFrom = DateText.Read(words.Take("a date")) },
                "until" => hours with { ValidUntil = DateText.Read(words.Take("a date")) },
                "at" => hours with { SiteId = words.TakeId() },
                "by" => hours with { Attending = ReadDelivery(words.Take("a way of delivery")) },
                _ => throw new UnreadableCellException("Hours must read like: mon-fri 09:00-17:00."),
            };
        }

        return hours;
    }

    private static OpeningHours WithInterval(OpeningHours hours, int interval, string unit) => (unit, hours.Every) switch
    {
        ("weeks" or "week", Recurrence.Week) or ("months" or "month", Recurrence.Month) => hours with { Interval = interval },
        _ => throw new UnreadableCellException("Weekly hours recur every so many weeks, monthly ones every so many months."),
    };

    // Three days or more in a row are a span; every list of days reads back as it was.
    private static string WriteDays(IReadOnlyList<DayOfWeek> days)
    {
        var words = new List<string>();
        for (var i = 0; i < days.Count;)
        {
            var last = i;
            while (last + 1 < days.Count && (int)days[last + 1] == ((int)days[last] + 1) % 7 && last + 1 - i < 7) last++;
            if (last - i < 2) last = i;
            words.Add(last == i ? Days[(int)days[i]] : $"{Days[(int)days[i]]}-{Days[(int)days[last]]}");
            i = last + 1;
        }

        return string.Join(',', words);
    }

    private static List<DayOfWeek> ReadDays(string text)
    {
        var days = new List<DayOfWeek>();
        foreach (var span in text.Split(','))
        {
            var ends = span.Split('-');
            var day = ReadDay(ends[0]);
            days.Add(day);
            if (ends.Length > 2) throw new UnreadableCellException("A span of days reads mon-fri.");
            if (ends.Length == 1) continue;
            for (var last = ReadDay(ends[1]); day != last;) days.Add(day = (DayOfWeek)(((int)day + 1) % 7));
        }

        return days;
    }

    private static DayOfWeek ReadDay(string word)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            if (word == Days[(int)day] || string.Equals(word, day.ToString(), StringComparison.OrdinalIgnoreCase)) return day;
        }

        throw new UnreadableCellException("Days are mon, tue, wed, thu, fri, sat and sun.");
    }

    private static Delivery ReadDelivery(string word) => Enum.TryParse<Delivery>(word, ignoreCase: true, out var delivery) && !char.IsDigit(word[0])
        ? delivery
        : throw new UnreadableCellException("People attend by inPerson, home, telephone, video or online.");
}

/// <summary>Times of day: <c>09:00</c>, and finer where they are.</summary>
internal static class TimeText
{
    private static readonly string[] Forms = ["H':'mm", "HH':'mm", "HH':'mm':'ss", "HH':'mm':'ss'.'FFFFFFF"];

    public static string Write(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute == 0
        ? time.ToString("HH':'mm", CultureInfo.InvariantCulture)
        : time.ToString("HH':'mm':'ss'.'FFFFFFF", CultureInfo.InvariantCulture).TrimEnd('.');

    public static (TimeOnly Opens, TimeOnly Closes) ReadSpan(string text) => text.Split('-') is [var opens, var closes]
        ? (Read(opens), closes == "24:00" ? TimeOnly.MinValue : Read(closes))
        : throw new UnreadableCellException("Times read 09:00-17:00.");

    private static TimeOnly Read(string text) =>
        TimeOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new UnreadableCellException("Times read 09:00-17:00.");
}

/// <summary>Dates: written as ISO 8601 has them, read also as British spreadsheets do.</summary>
internal static class DateText
{
    private static readonly string[] Forms = ["yyyy'-'MM'-'dd", "dd'/'MM'/'yyyy"];

    public static string Write(DateOnly date) => date.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture);

    public static DateOnly Read(string text) =>
        DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new UnreadableCellException("Dates read 2026-12-31.");
}
