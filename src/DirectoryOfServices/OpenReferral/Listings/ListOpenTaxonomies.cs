using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

/// <summary>The taxonomies, without their terms: our own lists first, then the place's.</summary>
internal static class ListOpenTaxonomies
{
    public static async Task<IResult> Handle([AsParameters] PagingParameters paging, DirectoryDb db, CancellationToken cancellationToken) =>
        await OpenList.AnswerAfterAsync(
            [.. OwnTaxonomy.All.Select(own => OpenTaxonomy.Of(own, withTerms: false))],
            db.Taxonomies.AsNoTracking().OrderBy(t => t.Id), OpenTaxonomy.Of, OpenPaging.Read(paging), cancellationToken);
}
