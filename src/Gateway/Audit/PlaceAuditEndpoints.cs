using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Audit;

/// <summary>What a privacy officer asks of the whole place.</summary>
internal static class PlaceAuditEndpoints
{
    public static void MapPlaceAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/audit").WithTags("Audit").AddEndpointFilter(AuditRefusedException.PassOnAsync);
        audit.MapPost("/search", SearchPlace.Handle).WithName(nameof(SearchPlace))
            .ProducesValidationProblem().ProducesProblem(422).Allow(Policies.AuditSearch).Reads().WithRequestTimeout(TimeSpan.FromMinutes(1));
        audit.MapPost("/person", ReportAccessors.Handle).WithName(nameof(ReportAccessors))
            .Produces<PersonReport>().ProducesValidationProblem().ProducesProblem(422)
            .Allow(Policies.AuditPerson).Reads().WithRequestTimeout(TimeSpan.FromMinutes(1));
        audit.MapGet("/verification", VerifyPlace.Handle).WithName(nameof(VerifyPlace))
            .Allow(Policies.AuditVerify).WithRequestTimeout(VerifyPlace.PatienceMax);
        audit.MapPost("/export", ExportPlace.Handle).WithName(nameof(ExportPlace))
            .Produces(StatusCodes.Status200OK, contentType: "application/fhir+ndjson")
            .ProducesValidationProblem().ProducesProblem(422).ProducesProblem(503)
            .Allow(Policies.AuditExport).Reads().WithRequestTimeout(ExportPlace.PatienceMax);
    }
}
