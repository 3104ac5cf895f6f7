using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using IntegratedCare.DirectoryOfServices.Taxonomies;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ReadOpenTaxonomy
{
    public static async Task<IResult> Handle(Guid id, DirectoryDb db, CancellationToken cancellationToken)
    {
        if (OwnTaxonomy.All.FirstOrDefault(own => own.Id == id) is { } own) return OpenAnswer.Of(OpenTaxonomy.Of(own, withTerms: true));

        var taxonomyId = new TaxonomyId(id);
        var taxonomy = await db.Taxonomies.AsNoTracking().Include(t => t.Terms).SingleOrDefaultAsync(t => t.Id == taxonomyId, cancellationToken)
            ?? throw new DomainException(TaxonomyErrors.Unknown);
        return OpenAnswer.Of(OpenTaxonomy.Of(taxonomy));
    }
}
