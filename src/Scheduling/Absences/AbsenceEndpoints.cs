using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Absences;

internal static class AbsenceEndpoints
{
    public static IEndpointRouteBuilder MapAbsences(this IEndpointRouteBuilder routes)
    {
        var absences = routes.MapGroup("/api/scheduling/absences").WithTags("Absences");
        absences.MapGet("/", FindAbsences.Handle).WithName(nameof(FindAbsences)).Allow(Policies.AbsencesKeep).ProducesProblem(404);
        absences.MapPost("/", EnterAbsence.Handle).WithName(nameof(EnterAbsence)).AcceptIdempotencyKey()
            .Allow(Policies.AbsencesKeep).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        absences.MapDelete("/{id:guid}", CancelAbsence.Handle).WithName(nameof(CancelAbsence)).AcceptIdempotencyKey()
            .Allow(Policies.AbsencesKeep).ProducesProblem(404);
        return routes;
    }
}
