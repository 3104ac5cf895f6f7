using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Taxonomies;

internal static class ReadTaxonomy
{
    public static async Task<Ok<TaxonomyView>> Handle(
        Guid id, HttpResponse response, DirectoryDb db, CancellationToken cancellationToken)
    {
        var taxonomyId = new TaxonomyId(id);
        var taxonomy = await db.Taxonomies.AsNoTracking().Include(t => t.Terms)
            .SingleOrDefaultAsync(t => t.Id == taxonomyId, cancellationToken)
            ?? throw new DomainException(TaxonomyErrors.Unknown);
        response.Headers.ETag = ServiceVersion.TagOf(taxonomy.Version);
        return TypedResults.Ok(TaxonomyView.Of(taxonomy));
    }
}
