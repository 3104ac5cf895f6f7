using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ReadOrganization
{
    public static async Task<IResult> Handle(
        Guid id, [FromQuery(Name = "full_service")] string? fullService, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var organisationId = new OrganisationId(id);
        var shape = new ListOrganizations.Shape(Full: true, OpenParameter.Flag("full_service", fullService));
        if (!await db.Organisations.AnyAsync(o => o.Id == organisationId, cancellationToken))
            throw new DomainException(OpenReferralErrors.OrganizationUnknown);

        return OpenAnswer.Of((await ListOrganizations.ReadAsync([organisationId], shape, db, time.GetUtcNow(), cancellationToken))[0]);
    }
}
