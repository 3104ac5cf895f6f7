using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Organisations;

internal static class ReadOrganisation
{
    public static async Task<Ok<OrganisationView>> Handle(
        Guid id, HttpResponse response, DirectoryDb db, CancellationToken cancellationToken)
    {
        var organisationId = new OrganisationId(id);
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisationId, cancellationToken)
            ?? throw new DomainException(OrganisationErrors.Unknown);
        response.Headers.ETag = ServiceVersion.TagOf(organisation.Version);
        return TypedResults.Ok(OrganisationView.Of(organisation));
    }
}
