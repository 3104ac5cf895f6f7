using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Assurance;

internal static class AssuranceEndpoints
{
    public static void MapAssurance(this IEndpointRouteBuilder routes)
    {
        var directory = routes.MapGroup("/api/directory").WithTags("Assurance");
        directory.MapPost("/services/{id:guid}/assurance", AssureService.Handle).WithName(nameof(AssureService))
            .Allow(Policies.ServiceAssure)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        directory.MapGet("/services/{id:guid}/staleness", ReadStaleness.Handle).WithName(nameof(ReadStaleness))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(404);
        directory.MapGet("/assurance/overdue", ListOverdue.Handle).WithName(nameof(ListOverdue))
            .Allow(Policies.AssuranceRead)
            .ProducesProblem(400);
        directory.MapGet("/assurance/summary", SummariseAssurance.Handle).WithName(nameof(SummariseAssurance))
            .Allow(Policies.AssuranceRead)
            .ProducesProblem(400);
    }
}
