using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Sites;

internal static class ListSites
{
    public static async Task<Ok<Page<SiteView>>> Handle(
        [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken)
    {
        var page = await db.Sites.AsNoTracking()
            .OrderBy(s => s.Name).ThenBy(s => s.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<SiteView>([.. page.Items.Select(SiteView.Of)], page.Number, page.PageSize, page.Total));
    }
}
