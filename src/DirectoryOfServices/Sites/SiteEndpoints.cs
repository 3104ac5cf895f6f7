using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Sites;

internal static class SiteEndpoints
{
    public static void MapSites(this IEndpointRouteBuilder routes)
    {
        var sites = routes.MapGroup("/api/directory/sites").WithTags("Sites");
        sites.MapGet("/", ListSites.Handle).WithName(nameof(ListSites))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400);
        sites.MapGet("/{id:guid}", ReadSite.Handle).WithName(nameof(ReadSite))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(404);
        sites.MapPut("/{id:guid}", PutSite.Handle).WithName(nameof(PutSite))
            .Allow(Policies.DirectoryCurate)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        sites.MapGet("/{id:guid}/history", ReadRecordHistory.Handle).WithName("ReadSiteHistory")
            .Allow(Policies.ServiceHistory)
            .ProducesProblem(400);
    }
}
