using IntegratedCare.Quality.Bookings;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>
/// Puts together what Scheduling named when a service was restricted and what became of those bookings since.
/// </summary>
/// <remarks>
/// A booking that was moved to another time of the same service is still awaited: the person would still be seen where
/// it is not safe. The list of an incident that restricted one service twice names a booking once for each restriction.
/// </remarks>
internal static class AffectedBookings
{
    public static IQueryable<AffectedBookingView> Of(QualityDb db, IncidentId incident) =>
        from affected in db.AffectedBookings.AsNoTracking()
        join restriction in db.Restrictions on affected.RestrictionId equals restriction.Id
        join copy in db.Bookings on affected.BookingId equals copy.Id into heard
        from later in heard.DefaultIfEmpty()
        where restriction.IncidentId == incident
        let isChanged = later != null && later.ChangedAt >= affected.FoundAt
        select new AffectedBookingView
        {
            BookingId = (Guid)(object)affected.BookingId,
            Reference = affected.Reference,
            TeamId = isChanged ? later.TeamId : affected.TeamId,
            Start = isChanged ? later.StartsAt : affected.StartsAt,
            State =
                later != null && later.State == BookingState.Cancelled ? AffectedBookingState.Cancelled
                : later != null && later.State == BookingState.Delivered ? AffectedBookingState.Delivered
                : later != null && later.State == BookingState.DidNotAttend ? AffectedBookingState.DidNotAttend
                : later != null && later.ServiceId != restriction.ServiceId ? AffectedBookingState.MovedAway
                : restriction.LiftedAt != null ? AffectedBookingState.Released
                : AffectedBookingState.Awaiting,
            RestrictionId = (Guid)(object)affected.RestrictionId,
        };

    /// <summary>Earliest first: who is booked next is reached first.</summary>
    public static IQueryable<AffectedBookingView> InOrder(IQueryable<AffectedBookingView> bookings) =>
        bookings.OrderBy(b => b.Start).ThenBy(b => b.Reference).ThenBy(b => b.BookingId).ThenBy(b => b.RestrictionId);
}
