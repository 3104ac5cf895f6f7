using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Who has to do with whose care: the one place that decides which bookings exist for a caller.</summary>
/// <remarks>
/// A booking exists for the organisation that made it and for those who work in a neighbourhood that its team serves. Who works in no particular
/// neighbourhood sees, as a coordinator, every team of the place, and as a clinician the teams that their own organisation staffs; a partner's
/// program never sees more than those. Somebody who acts for two organisations sees in one part nothing of what they booked in the other.
/// To everybody else there is no such booking: "not yours" would say that the person is in care.
/// </remarks>
internal static class CareRelationship
{
    public static IQueryable<Team> TeamsOf(this SchedulingDb db, Caller caller) => caller switch
    {
        { Role: Roles.CareCoordinator or Roles.TeamClinician, NeighbourhoodCode: { } neighbourhood } =>
            db.Teams.Where(t => t.NeighbourhoodCodes.Contains(neighbourhood)),
        { Role: Roles.CareCoordinator, IsProgram: false } => db.Teams,
        { Role: Roles.CareCoordinator or Roles.TeamClinician, OrganisationCode: { } organisation } =>
            db.Teams.Where(t => t.Members.Any(m => m.IsActive && m.EmployerOrganisationCode == organisation)),
        _ => db.Teams.Where(_ => false),
    };

    public static IQueryable<Booking> BookingsOf(this SchedulingDb db, Caller caller)
    {
        var teams = db.TeamsOf(caller).Select(t => t.Id);
        return db.Bookings.Where(b =>
            (b.BookedByOrganisation == null ? b.BookedBySubject == caller.Subject : b.BookedByOrganisation == caller.OrganisationCode)
            || teams.Contains(b.Team));
    }

    /// <summary>By which relationship a booking that exists for the caller does so: the nearest one.</summary>
    public static AccessBasis BasisFor(this Booking booking, Caller caller)
    {
        if (booking.BookedBySubject == caller.Subject) return AccessBasis.Own;
        return booking.BookedByOrganisation is { } organisation && organisation == caller.OrganisationCode
            ? AccessBasis.Organisation
            : AccessBasis.Team;
    }

    /// <summary>Keeps that the caller came to the booking, of which person it is, and by which relationship they might, if not by breaking the glass.</summary>
    public static void RecordAccess(
        this SchedulingDb db, Booking booking, Caller caller, Purpose purpose, string action, AccessBasis? breakGlass = null) =>
        db.RecordAccess(
            caller, purpose, action, "booking", $"{booking.Id.Value}", booking.PersonKey, breakGlass ?? booking.BasisFor(caller));

    /// <summary>The booking, locked until the transaction ends, so that two changes of it follow each other.</summary>
    public static async Task<Booking> LockBookingAsync(
        this SchedulingDb db, Guid id, Caller caller, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM bookings WHERE id = {id} FOR UPDATE", cancellationToken);
        return await db.BookingsOf(caller).SingleOrDefaultAsync(b => b.Id == new BookingId(id), cancellationToken)
            ?? throw new DomainException(BookingErrors.Unknown);
    }
}
