using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Exports;

internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/directory/export", ExportServices.Handle).WithName(nameof(ExportServices)).WithTags("Exports")
            .Allow(Policies.DirectoryRead)
            .Produces(200, contentType: "text/csv", additionalContentTypes: ["application/json", "application/x-ndjson"])
            .ProducesProblem(400).ProducesProblem(406).ProducesProblem(429)
            .WithRequestTimeout(ExportServices.PatienceMax);
}
