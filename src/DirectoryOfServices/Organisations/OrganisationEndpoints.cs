using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Organisations;

internal static class OrganisationEndpoints
{
    public static void MapOrganisations(this IEndpointRouteBuilder routes)
    {
        var organisations = routes.MapGroup("/api/directory/organisations").WithTags("Organisations");
        organisations.MapGet("/", ListOrganisations.Handle).WithName(nameof(ListOrganisations))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400);
        organisations.MapPut("/{id:guid}", PutOrganisation.Handle).WithName(nameof(PutOrganisation))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);
    }
}
