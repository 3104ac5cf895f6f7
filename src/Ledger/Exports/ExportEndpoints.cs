using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Exports;

internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/ledger/funds/{code}/export", ExportJournal.Handle).WithName(nameof(ExportJournal)).WithTags("Exports")
            .Allow(Policies.JournalExport)
            .Produces(200, contentType: "text/plain", additionalContentTypes: ["text/csv"])
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404)
            .WithRequestTimeout(ExportJournal.PatienceMax);
}
