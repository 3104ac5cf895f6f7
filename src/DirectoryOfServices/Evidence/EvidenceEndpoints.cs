using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.DirectoryOfServices.Evidence;

internal static class EvidenceEndpoints
{
    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        var evidence = routes.MapGroup("/api/directory/services/{id:guid}/evidence").WithTags("Assurance");
        evidence.MapPost("/", ReportEvidence.Handle).WithName(nameof(ReportEvidence))
            .Allow(Policies.EvidenceReport)
            .AcceptIdempotencyKey()
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(429);
        evidence.MapGet("/", ListEvidence.Handle).WithName(nameof(ListEvidence))
            .Allow(Policies.EvidenceRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
    }
}
