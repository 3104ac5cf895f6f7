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
        sites.MapPut("/{id:guid}", PutSite.Handle).WithName(nameof(PutSite))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(400).ProducesProblem(422);
    }
}
