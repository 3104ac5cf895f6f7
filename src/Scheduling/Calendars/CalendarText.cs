using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Calendars;

/// <summary>One booking as a calendar shows it. <c>IsGone</c>: it is cancelled, or is in somebody else's diary now.</summary>
/// <remarks><c>Preparation</c>: what the person brings or does beforehand; null: nothing.</remarks>
internal sealed record CalendarEntry(
    BookingId Booking, int Sequence, string Reference, string Title, string? Place, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    DateTimeOffset ChangedAt, bool IsGone, string? Preparation = null);

/// <summary>A visit of a published round as its carer's calendar shows it. It says nowhere to whom or where: that stands with those who planned it.</summary>
internal sealed record CalendarVisit(string Uid, int Sequence, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset ChangedAt);

/// <summary>Bookings and visits as iCalendar (RFC 5545). Times are instants in UTC: every program shows them right in its own zone, clock changes included.</summary>
internal static class CalendarText
{
    public const string ContentType = "text/calendar";
    private const string ProductId = "-//IntegratedCare//Scheduling//EN";
    private const string ReadAgain = "PT15M";

    /// <summary>A calendar that a program reads again and again (RFC 7986's refresh interval).</summary>
    public static string Feed(string name, IEnumerable<CalendarEntry> entries, IEnumerable<CalendarVisit> visits)
    {
        var calendar = CalendarOf(entries);
        calendar.Events.AddRange(visits.Select(EventOf));
        calendar.AddProperty("NAME", name);
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty(new CalendarProperty("REFRESH-INTERVAL", ReadAgain) { Parameters = { new CalendarParameter("VALUE", "DURATION") } });
        calendar.AddProperty("X-PUBLISHED-TTL", ReadAgain);
        return Text(calendar);
    }

    /// <summary>One appointment, for the person's own calendar; a later one of the same booking replaces it.</summary>
    public static string Single(CalendarEntry entry) => Text(CalendarOf([entry]));

    private static Calendar CalendarOf(IEnumerable<CalendarEntry> entries)
    {
        var calendar = new Calendar { ProductId = ProductId, Method = CalendarMethods.Publish };
        calendar.Events.AddRange(entries.Select(EventOf));
        return calendar;
    }

    private static CalendarEvent EventOf(CalendarEntry entry) => new()
    {
        Uid = $"{entry.Booking.Value}@integrated-care",
        Sequence = entry.Sequence,
        Status = entry.IsGone ? EventStatus.Cancelled : EventStatus.Confirmed,
        Summary = entry.Title,
        Description = entry is { IsGone: false, Preparation: { } preparation }
            ? $"Booking reference {entry.Reference}\n\n{preparation}"
            : $"Booking reference {entry.Reference}",
        Location = entry.Place,
        Start = Instant(entry.StartsAt),
        End = Instant(entry.EndsAt),
        DtStamp = Instant(entry.ChangedAt),
        LastModified = Instant(entry.ChangedAt),
    };

    private static CalendarEvent EventOf(CalendarVisit visit) => new()
    {
        Uid = visit.Uid,
        Sequence = visit.Sequence,
        Status = EventStatus.Confirmed,
        Summary = "Home visit",
        Location = CalendarEntries.AtHome,
        Start = Instant(visit.StartsAt),
        End = Instant(visit.EndsAt),
        DtStamp = Instant(visit.ChangedAt),
        LastModified = Instant(visit.ChangedAt),
    };

    private static CalDateTime Instant(DateTimeOffset at) => new(at.UtcDateTime, CalDateTime.UtcTzId);

    private static string Text(Calendar calendar) => new CalendarSerializer().SerializeToString(calendar)
        ?? throw new InvalidOperationException("A calendar has a text.");
}
