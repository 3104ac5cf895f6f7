using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.PublishedReports;

internal static class PublishedReportEndpoints
{
    public static RouteGroupBuilder MapPublishedReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/api/ledger/funds/{code}/published-reports").WithTags("Published reports");
        reports.MapGet("/", FindPublishedReports.Handle).WithName(nameof(FindPublishedReports))
            .Allow(Policies.FundsRead)
            .ProducesProblem(404);
        reports.MapPut("/{report}", PutPublishedReport.Handle).WithName(nameof(PutPublishedReport))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return reports;
    }
}
