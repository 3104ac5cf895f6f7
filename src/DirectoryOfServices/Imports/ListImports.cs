using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Imports;

internal static class ListImports
{
    public static async Task<Ok<Page<ImportView>>> Handle(
        [AsParameters] PageRequest paging, Caller caller, DirectoryDb db, CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        var page = await db.Imports.AsNoTracking().OrderByDescending(i => i.SentAt).ThenBy(i => i.Id).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<ImportView>([.. page.Items.Select(ImportView.Of)], page.Number, page.PageSize, page.Total));
    }
}
