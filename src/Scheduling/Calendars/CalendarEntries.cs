using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Calendars;

/// <summary>Reads bookings as calendars show them: without the person.</summary>
internal static class CalendarEntries
{
    public const string AtHome = "At home";
    private const int EntriesMax = 2_000;
    internal static readonly TimeSpan Back = TimeSpan.FromDays(31);
    internal static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    public static async Task<CalendarEntry> EntryAsync(
        this SchedulingDb db, Booking booking, CancellationToken cancellationToken) =>
        (await db.EntriesAsync(db.Bookings.Where(b => b.Id == booking.Id), member: null, cancellationToken)).Single();

    /// <summary>
    /// What is in the member's diary, and what was: a booking that is cancelled or has gone to somebody else stays as cancelled, so that the program that
    /// showed it takes it away.
    /// </summary>
    public static Task<IReadOnlyList<CalendarEntry>> DiaryAsync(
        this SchedulingDb db, MemberId member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to, resource) = (now - Back, now + Ahead, member.Resource);
        return db.EntriesAsync(
            db.Bookings.Where(b => b.EndsAt > from && b.StartsAt < to)
                .Where(b => b.Member == member || b.History.Any(c => c.Member == member)
                    || db.ResourceClaims.Any(c => c.Booking == b.Id && c.Resource == resource)),
            member, cancellationToken);
    }

    private static async Task<IReadOnlyList<CalendarEntry>> EntriesAsync(
        this SchedulingDb db, IQueryable<Booking> bookings, MemberId? member, CancellationToken cancellationToken)
    {
        var found = await bookings.AsNoTracking().OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Take(EntriesMax)
            .Select(b => new
            {
                b.Id, b.Sequence, b.Reference, b.StartsAt, b.EndsAt, b.Status, b.Delivery, b.Member,
                ChangedAt = b.History.Max(c => c.At),
                Service = db.CareServices.Where(s => s.Id == b.Service).Select(s => s.Name).FirstOrDefault(),
                Site = db.Sites.Where(s => s.Id == b.Site).Select(s => s.Name).FirstOrDefault(),
                Preparation = db.Teams.Where(t => t.Id == b.Team).SelectMany(t => t.Offers).Where(o => o.Service == b.Service)
                    .Select(o => o.Preparation).FirstOrDefault(),
                IsClaimed = member != null && db.ResourceClaims.Any(c => c.Booking == b.Id && c.Resource == member.Value.Resource),
            })
            .ToListAsync(cancellationToken);
        return [.. found.Select(b => new CalendarEntry(
            b.Id, b.Sequence - 1, b.Reference, b.Service ?? BookingNames.NotNamedYet, PlaceOf(b.Delivery, b.Site), b.StartsAt, b.EndsAt, b.ChangedAt,
            IsGone: b.Status == BookingStatus.Cancelled || (member is { } whose && b.Member != whose && !b.IsClaimed),
            b.Preparation))];
    }

    private static string? PlaceOf(Delivery delivery, string? site) => delivery switch
    {
        Delivery.Home => AtHome,
        Delivery.Telephone => "By telephone",
        Delivery.Online => "Online",
        Delivery.Video => "By video",
        _ => site,
    };
}
