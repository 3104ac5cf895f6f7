using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Incidents;

internal static class IncidentEndpoints
{
    internal static RouteGroupBuilder MapIncidents(this IEndpointRouteBuilder routes)
    {
        var incidents = routes.MapGroup("/api/quality/incidents").WithTags("Incidents");
        incidents.MapPost("/", LogIncident.Handle).WithName(nameof(LogIncident))
            .Allow(Policies.IncidentLog).AcceptIdempotencyKey().ProducesValidationProblem().ProducesProblem(422);
        incidents.MapGet("/", FindIncidents.Handle).WithName(nameof(FindIncidents))
            .Allow(Policies.IncidentRead).ProducesValidationProblem().ProducesProblem(422);
        incidents.MapGet("/{id:guid}", ReadIncident.Handle).WithName(nameof(ReadIncident))
            .Allow(Policies.IncidentRead).ProducesProblem(404);
        incidents.MapGet("/{id:guid}/timeline", ReadTimeline.Handle).WithName(nameof(ReadTimeline))
            .Allow(Policies.IncidentRead).ProducesValidationProblem().ProducesProblem(404);
        incidents.MapGet("/{id:guid}/affected-bookings", FindAffectedBookings.Handle)
            .WithName(nameof(FindAffectedBookings)).Allow(Policies.IncidentAffected)
            .ProducesValidationProblem().ProducesProblem(404);
        return incidents;
    }
}
