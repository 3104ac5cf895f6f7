using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

internal static class FindAffectedBookings
{
    public static async Task<Page<AffectedBookingView>> Handle(
        Guid id,
        [AsParameters] PageRequest paging,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        CancellationToken cancellationToken)
    {
        var incidentId = IncidentId.From(id);
        var incident = await db.Incidents.AsNoTracking().KnownTo(caller)
            .SingleOrDefaultAsync(i => i.Id == incidentId, cancellationToken)
            ?? throw new DomainException(IncidentErrors.NotFound);
        var affected = await AffectedBookings.InOrder(AffectedBookings.Of(db, incidentId)).ToPageAsync(paging, cancellationToken);

        // Of each booking that is shown, for each is of another person; and of the incident, also where it touches none.
        var bookings = affected.Items.Select(b => Bookings.BookingId.From(b.BookingId)).ToList();
        var people = await db.BookedPeople.Where(p => bookings.Contains(p.BookingId))
            .ToDictionaryAsync(p => p.BookingId, p => p.PersonKey, cancellationToken);
        await db.RecordAccessAsync(incident, caller, purpose, "incident.affected-read", cancellationToken);
        foreach (var booking in bookings)
            db.RecordAccess(caller, purpose, "incident.affected-read", "booking", $"{booking.Value}", people.GetValueOrDefault(booking));
        await db.SaveChangesAsync(cancellationToken);
        return affected;
    }
}
