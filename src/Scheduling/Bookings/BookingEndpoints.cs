using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Bookings;

internal static class BookingEndpoints
{
    public static IEndpointRouteBuilder MapBookings(this IEndpointRouteBuilder routes)
    {
        var bookings = routes.MapGroup("/api/scheduling/bookings").WithTags("Bookings");
        bookings.MapPost("/", MakeBooking.Handle).WithName(nameof(MakeBooking))
            .Allow(Policies.CareBook).RequireIdempotencyKey()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        bookings.MapPost("/series", MakeBookingSeries.Handle).WithName(nameof(MakeBookingSeries))
            .Allow(Policies.CareBook).RequireIdempotencyKey()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        bookings.MapPost("/series/{id:guid}/cancellation", CancelBookingSeries.Handle).WithName(nameof(CancelBookingSeries))
            .Allow(Policies.CareChange).AcceptIdempotencyKey().ProducesProblem(404);
        bookings.MapPost("/overbooking", Overbook.Handle).WithName(nameof(Overbook))
            .Allow(Policies.CareOverbook).RequireIdempotencyKey()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        bookings.MapGet("/{id:guid}", GetBooking.Handle).WithName(nameof(GetBooking))
            .Allow(Policies.CareRead).ProducesProblem(404);
        bookings.MapGet("/{id:guid}/history", GetBookingHistory.Handle).WithName(nameof(GetBookingHistory))
            .Allow(Policies.CareRead).ProducesProblem(404);
        bookings.MapPost("/search", FindBookings.Handle).WithName(nameof(FindBookings))
            .Allow(Policies.CareRead).Reads().ProducesProblem(422);
        bookings.MapPost("/{id:guid}/arrival", RecordArrival.Handle).WithName(nameof(RecordArrival))
            .Allow(Policies.AttendanceRecord).AcceptIdempotencyKey()
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        bookings.MapPost("/{id:guid}/attendance", RecordAttendance.Handle).WithName(nameof(RecordAttendance))
            .Allow(Policies.AttendanceRecord).AcceptIdempotencyKey()
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        bookings.MapPost("/{id:guid}/cancellation", CancelBooking.Handle).WithName(nameof(CancelBooking))
            .Allow(Policies.CareChange).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        bookings.MapPost("/{id:guid}/reschedule", RescheduleBooking.Handle).WithName(nameof(RescheduleBooking))
            .Allow(Policies.CareChange).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        return routes;
    }
}
