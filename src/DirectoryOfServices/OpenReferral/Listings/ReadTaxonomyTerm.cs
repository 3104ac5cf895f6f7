using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using IntegratedCare.DirectoryOfServices.Taxonomies;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ReadTaxonomyTerm
{
    public static async Task<IResult> Handle(Guid id, DirectoryDb db, CancellationToken cancellationToken)
    {
        if (OwnTaxonomy.Find(id) is { } own) return OpenAnswer.Of(OpenTerm.Of(own.Taxonomy, own.Term));

        var termId = new TermId(id);
        var found = await db.TaxonomyTerms.AsNoTracking().Where(t => t.Id == termId)
            .Join(db.Taxonomies, term => term.TaxonomyId, taxonomy => taxonomy.Id, (term, taxonomy) => new { term, taxonomy.Name })
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(OpenReferralErrors.TermUnknown);
        return OpenAnswer.Of(OpenTerm.Of(found.term, found.Name));
    }
}
