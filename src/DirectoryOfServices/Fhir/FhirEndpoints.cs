using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>FHIR R4 over the directory. It describes itself in its CapabilityStatement, and so not in OpenAPI.</summary>
internal static class FhirEndpoints
{
    private const string Why = "The directory is public in the open standards: what there is, for whom, where and how full.";

    public static void MapFhir(this IEndpointRouteBuilder routes)
    {
        var fhir = routes.MapGroup(FhirRequests.Root).AllowAnyone(Why).ExcludeFromDescription();
        fhir.MapGet("/metadata", ReadCapabilities.Handle).WithName(nameof(ReadCapabilities));
        fhir.MapGet("/{type}", SearchResources.Handle).WithName(nameof(SearchResources));
        fhir.MapPost("/{type}/_search", SearchResources.Handle).WithName("SearchResourcesByForm").Reads();
        fhir.MapGet("/{type}/{id}", ReadResource.Handle).WithName(nameof(ReadResource));
        fhir.MapFallback("/{**rest}", Refuse);
    }

    // Whatever else is asked for here: what is served, but not so, or nothing. The door's own rule would ask an anonymous caller to sign in.
    private static IResult Refuse(string? rest, HttpResponse response, CancellationToken _)
    {
        var allowed = (rest ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["metadata"] => HttpMethods.Get,
            [var type, "_search"] when ResourceKinds.Find(type) is not null => HttpMethods.Post,
            [var type] when ResourceKinds.Find(type) is not null => HttpMethods.Get,
            [var type, var id] when ResourceKinds.Find(type) is not null && ResourceKinds.IdOf(id) is not null => HttpMethods.Get,
            _ => null,
        };
        if (allowed is null) return TypedResults.NotFound();

        response.Headers.Allow = allowed;
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}
