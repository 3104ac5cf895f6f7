using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Something that has a name in the place.</summary>
public sealed record Named(Guid Id, string Name);

/// <summary>A booking without the person: who needs them asks for them, with a purpose.</summary>
/// <remarks><c>BundleStillStanding</c> are the other steps of the same bundle that are open: who cancels one may cancel them with it.</remarks>
public sealed record BookingView(
    Guid Id,
    string Reference,
    BookingStatus Status,
    DateTimeOffset Start,
    DateTimeOffset End,
    Named Service,
    Named Team,
    Named? Site,
    Delivery Delivery,
    long? PriceHintPence,
    Guid? SeriesId = null,
    Guid? BundleId = null,
    bool IsOverbooked = false,
    IReadOnlyList<Guid>? BundleStillStanding = null);

/// <summary>Gives a booking the names that people know its parts by.</summary>
internal static class BookingNames
{
    public const string NotNamedYet = "(not named yet)";

    public static async Task<BookingView> ViewOfAsync(
        this SchedulingDb db, Booking booking, CancellationToken cancellationToken)
    {
        var names = await (
            from service in db.CareServices
            where service.Id == booking.Service
            select new
            {
                Service = service.Name,
                service.TariffPence,
                Team = db.Teams.Where(t => t.Id == booking.Team).Select(t => t.Name).FirstOrDefault(),
                Site = db.Sites.Where(s => s.Id == booking.Site).Select(s => s.Name).FirstOrDefault(),
            }).SingleAsync(cancellationToken);
        var standing = booking.Bundle is { } bundle
            ? await db.Bookings.Where(b => b.Bundle == bundle && b.Id != booking.Id && (b.Status == BookingStatus.Confirmed || b.Status == BookingStatus.Arrived))
                .OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Select(b => b.Id.Value).ToListAsync(cancellationToken)
            : null;
        return new(
            booking.Id.Value, booking.Reference, booking.Status,
            LondonTime.ToLondon(booking.StartsAt), LondonTime.ToLondon(booking.EndsAt),
            new(booking.Service.Value, names.Service ?? NotNamedYet),
            new(booking.Team.Value, names.Team ?? NotNamedYet),
            booking.Site is { } site ? new(site.Value, names.Site ?? NotNamedYet) : null,
            booking.Delivery, names.TariffPence, booking.Series?.Value, booking.Bundle?.Value, booking.IsOverbooked, standing);
    }
}
