using IntegratedCare.DirectoryOfServices.History;
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
        organisations.MapGet("/{id:guid}", ReadOrganisation.Handle).WithName(nameof(ReadOrganisation))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(404);
        organisations.MapPut("/{id:guid}", PutOrganisation.Handle).WithName(nameof(PutOrganisation))
            .Allow(Policies.DirectoryCurate)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        organisations.MapGet("/{id:guid}/history", ReadRecordHistory.Handle).WithName("ReadOrganisationHistory")
            .Allow(Policies.ServiceHistory)
            .ProducesProblem(400);
    }
}
