using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

/// <summary>The terms of every taxonomy: those of our own lists first, then the place's.</summary>
internal static class ListTaxonomyTerms
{
    public static async Task<IResult> Handle([AsParameters] PagingParameters paging, DirectoryDb db, CancellationToken cancellationToken)
    {
        var names = await db.Taxonomies.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, cancellationToken);
        return await OpenList.AnswerAfterAsync(
            [.. OwnTaxonomy.All.SelectMany(own => own.Terms, OpenTerm.Of)],
            db.TaxonomyTerms.AsNoTracking().OrderBy(t => t.Id), term => OpenTerm.Of(term, names[term.TaxonomyId]),
            OpenPaging.Read(paging), cancellationToken);
    }
}
