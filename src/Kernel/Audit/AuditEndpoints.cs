using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegratedCare.Kernel.Audit;

/// <summary>What a privacy officer asks of every service.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes, string service)
    {
        var audit = routes.MapGroup($"/audit/{service}").WithTags("Audit");
        audit.MapPost("/records/search", FindAccess.Handle).WithName(nameof(FindAccess))
            .Allow(Policies.AuditSearch).Reads().ProducesValidationProblem().ProducesProblem(422);
        audit.MapPost("/person", FindAccessors.Handle).WithName(nameof(FindAccessors))
            .Allow(Policies.AuditPerson).Reads().ProducesValidationProblem().ProducesProblem(422);
        audit.MapPost("/export", ExportAccess.Handle).WithName(nameof(ExportAccess))
            .Produces(StatusCodes.Status200OK, contentType: ExportAccess.ContentType)
            .ProducesValidationProblem().ProducesProblem(422)
            .Allow(Policies.AuditExport).Reads().WithRequestTimeout(ExportAccess.PatienceMax);
        audit.MapGet("/verification", VerifyAccess.HandleAll).WithName(nameof(VerifyAccess))
            .Allow(Policies.AuditVerify).WithRequestTimeout(VerifyAccess.PatienceMax);
        audit.MapPost("/verification", VerifyAccess.Handle).WithName("VerifyAccessAgainstHeads")
            .Allow(Policies.AuditVerify).Reads().WithRequestTimeout(VerifyAccess.PatienceMax).ProducesValidationProblem();
    }
}
