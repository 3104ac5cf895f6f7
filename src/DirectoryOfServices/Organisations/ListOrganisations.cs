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
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<OrganisationView>(
            [.. page.Items.Select(OrganisationView.Of)], page.Number, page.PageSize, page.Total));
    }
}
