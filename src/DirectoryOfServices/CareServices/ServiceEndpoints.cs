using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.Search;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.DirectoryOfServices.CareServices;

internal static class ServiceEndpoints
{
    public static void MapCareServices(this IEndpointRouteBuilder routes)
    {
        var services = routes.MapGroup("/api/directory/services").WithTags("Services");
        services.MapGet("/", FindServices.Handle).WithName(nameof(FindServices))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400).ProducesProblem(422);
        services.MapGet("/{id:guid}", ReadService.Handle).WithName(nameof(ReadService))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(422);
        services.MapPut("/{id:guid}", PutService.Handle).WithName(nameof(PutService))
            .Allow(Policies.ServiceEdit)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        services.MapGet("/{id:guid}/history", ReadServiceHistory.Handle).WithName(nameof(ReadServiceHistory))
            .Allow(Policies.ServiceHistory)
            .ProducesProblem(400).ProducesProblem(404);
        services.MapGet("/{id:guid}/capacity", ReadCapacityHistory.Handle).WithName(nameof(ReadCapacityHistory))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400).ProducesProblem(404);
        services.MapPost("/{id:guid}/capacity", ReportCapacity.Handle).WithName(nameof(ReportCapacity))
            .Allow(Policies.CapacityReport)
            .AcceptIdempotencyKey()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }
}
