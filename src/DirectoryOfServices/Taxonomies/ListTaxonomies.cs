using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Taxonomies;

internal static class ListTaxonomies
{
    public static async Task<Ok<Page<TaxonomySummary>>> Handle(
        [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Taxonomies.AsNoTracking()
            .OrderBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new TaxonomySummary(
                t.Id.Value, t.Name, t.Description, t.Kind, t.Uri, t.Edition, t.Terms.Count, t.IsDemonstration))
            .ToPageAsync(paging, cancellationToken));
}
