using System.Security.Cryptography;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Calendars;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>What a person needs to know of their booking, in the names that people know its parts by.</summary>
internal sealed record Appointment(
    string Reference,
    DateTimeOffset StartsAt,
    Delivery Delivery,
    string Service,
    string Team,
    string? Profession,         // null: the member's team has forgotten them
    string? Site,               // null: no building
    string? Address,            // null: none is known
    string? SitePostcode,       // null: as the address
    Person Person,
    IReadOnlyList<string> Needs,
    CalendarEntry Entry)
{
    /// <exception cref="CryptographicException">The booking's texts cannot be read.</exception>
    public static async Task<Appointment> OfAsync(
        Booking booking, SchedulingDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var names = await db.CareServices.AsNoTracking().Where(s => s.Id == booking.Service).Select(s => new
        {
            Service = s.Name,
            Team = db.Teams.Where(t => t.Id == booking.Team).Select(t => t.Name).FirstOrDefault(),
            Profession = db.Teams.Where(t => t.Id == booking.Team).SelectMany(t => t.Members).Where(m => m.Id == booking.Member)
                .Select(m => m.Profession).FirstOrDefault(),
            Site = db.Sites.Where(site => site.Id == booking.Site).FirstOrDefault(),
        }).SingleAsync(cancellationToken);
        var seal = new BookingSeal(cipher, booking.Id);
        return new(
            booking.Reference, booking.StartsAt, booking.Delivery, names.Service ?? "your care", names.Team ?? "the care team", names.Profession,
            names.Site?.Name, names.Site?.Address, names.Site?.Postcode, booking.OpenPerson(seal), booking.OpenNeeds(seal),
            await db.EntryAsync(booking, cancellationToken));
    }
}
