using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Bookings;

internal static class BookingEndpoints
{
    public static IEndpointRouteBuilder MapBookings(this IEndpointRouteBuilder routes)
    {
        var bookings = routes.MapGroup("/api/scheduling/bookings").WithTags("Bookings")
            .RequireRoles(Roles.Gp, Roles.CareCoordinator, Roles.LinkWorker, Roles.TeamClinician);
        bookings.MapPost("/", MakeBooking.Handle).WithName(nameof(MakeBooking)).RequireIdempotencyKey()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        bookings.MapGet("/{id:guid}", GetBooking.Handle).WithName(nameof(GetBooking)).ProducesProblem(404);
        bookings.MapGet("/{id:guid}/history", GetBookingHistory.Handle).WithName(nameof(GetBookingHistory)).ProducesProblem(404);
        bookings.MapPost("/search", FindBookings.Handle).WithName(nameof(FindBookings)).ProducesProblem(422);
        bookings.MapPost("/{id:guid}/attendance", RecordAttendance.Handle).WithName(nameof(RecordAttendance))
            .RequireRoles(Roles.TeamClinician, Roles.CareCoordinator).AcceptIdempotencyKey()
            .ProducesProblem(404).ProducesProblem(409);
        bookings.MapPost("/{id:guid}/cancellation", CancelBooking.Handle).WithName(nameof(CancelBooking))
            .AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        bookings.MapPost("/{id:guid}/reschedule", RescheduleBooking.Handle).WithName(nameof(RescheduleBooking))
            .AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        return routes;
    }
}
