using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Something that has a name in the place.</summary>
public sealed record Named(Guid Id, string Name);

/// <summary>A booking without the person: who needs them asks for them, with a purpose.</summary>
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
    long? PriceHintPence);

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
        return new(
            booking.Id.Value, booking.Reference, booking.Status,
            LondonTime.ToLondon(booking.StartsAt), LondonTime.ToLondon(booking.EndsAt),
            new(booking.Service.Value, names.Service ?? NotNamedYet),
            new(booking.Team.Value, names.Team ?? NotNamedYet),
            booking.Site is { } site ? new(site.Value, names.Site ?? NotNamedYet) : null,
            booking.Delivery, names.TariffPence);
    }
}
