using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Organisations;

internal static class ListOrganisations
{
    public static async Task<Ok<Page<OrganisationView>>> Handle(
        [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken)
    {
        var page = await db.Organisations.AsNoTracking()
            .OrderBy(o => o.Name).ThenBy(o => o.Id)
            .Select(o => new OrganisationView(
                o.Id.Value, o.Name, o.Kind, o.Code, o.OdsCode, o.Status, o.OpenedOn, o.ClosedOn, o.IsDemonstration,
                o.Description, o.Url, o.Email, o.Telephone, o.CharityNumber, o.CompanyNumber))
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page);
    }
}
