using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Taxonomies;

internal static class TaxonomyEndpoints
{
    public static void MapTaxonomies(this IEndpointRouteBuilder routes)
    {
        var taxonomies = routes.MapGroup("/api/directory/taxonomies").WithTags("Taxonomies");
        taxonomies.MapGet("/", ListTaxonomies.Handle).WithName(nameof(ListTaxonomies))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400);
        taxonomies.MapGet("/{id:guid}", ReadTaxonomy.Handle).WithName(nameof(ReadTaxonomy))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(404);
        taxonomies.MapPut("/{id:guid}", PutTaxonomy.Handle).WithName(nameof(PutTaxonomy))
            .Allow(Policies.DirectoryCurate)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        taxonomies.MapGet("/{id:guid}/history", ReadRecordHistory.Handle).WithName("ReadTaxonomyHistory")
            .Allow(Policies.ServiceHistory)
            .ProducesProblem(400);
    }
}
