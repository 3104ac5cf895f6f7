using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

/// <summary>The terms of every taxonomy: those of our own lists first, then the place's.</summary>
internal static class ListTaxonomyTerms
{
    public static async Task<IResult> Handle([AsParameters] PagingParameters paging, DirectoryDb db, CancellationToken cancellationToken)
    {
        var terms = db.TaxonomyTerms.AsNoTracking()
            .Join(db.Taxonomies, term => term.TaxonomyId, taxonomy => taxonomy.Id, (term, taxonomy) => new { Term = term, taxonomy.Name })
            .OrderBy(t => t.Term.Id);
        return await OpenList.AnswerAfterAsync(
            [.. OwnTaxonomy.All.SelectMany(own => own.Terms, OpenTerm.Of)],
            terms, found => OpenTerm.Of(found.Term, found.Name), OpenPaging.Read(paging), cancellationToken);
    }
}
