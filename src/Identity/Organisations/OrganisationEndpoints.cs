using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Organisations;

internal static class OrganisationEndpoints
{
    public static void MapOrganisations(this IEndpointRouteBuilder routes)
    {
        var organisations = routes.MapGroup("/identity/organisations").WithTags("Organisations")
            .Allow(Policies.PlaceLoad);
        organisations.MapPut("/{code}", PutOrganisation.Handle).WithName(nameof(PutOrganisation))
            .ProducesProblem(409).ProducesProblem(422);
    }
}
