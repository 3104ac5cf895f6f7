using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Calendars;

internal static class CalendarEndpoints
{
    private const string Why = "Calendar programs bring no token: the secret in the address is the key, and what it opens names no person.";

    public static IEndpointRouteBuilder MapCalendars(this IEndpointRouteBuilder routes)
    {
        var calendars = routes.MapGroup("/api/scheduling").WithTags("Calendars");
        calendars.MapGet("/bookings/{id:guid}/calendar", GetBookingCalendar.Handle).WithName(nameof(GetBookingCalendar))
            .Allow(Policies.CareRead).Produces<string>(200, CalendarText.ContentType).ProducesProblem(404);
        calendars.MapGet("/calendars/member.ics", ReadCalendarFeed.Handle).WithName(nameof(ReadCalendarFeed))
            .AllowAnyone(Why).Produces<string>(200, CalendarText.ContentType).ProducesProblem(404);
        calendars.MapPost("/members/{memberId:guid}/calendar-feeds", OpenCalendarFeed.Handle).WithName(nameof(OpenCalendarFeed))
            .Allow(Policies.CalendarShare).ProducesProblem(404).ProducesProblem(409);
        calendars.MapGet("/members/{memberId:guid}/calendar-feeds", ListCalendarFeeds.Handle).WithName(nameof(ListCalendarFeeds))
            .Allow(Policies.CalendarShare).ProducesProblem(404);
        calendars.MapDelete("/calendar-feeds/{id:guid}", RevokeCalendarFeed.Handle).WithName(nameof(RevokeCalendarFeed))
            .Allow(Policies.CalendarShare).ProducesProblem(404);
        return routes;
    }
}
