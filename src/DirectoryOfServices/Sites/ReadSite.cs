using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Sites;

internal static class ReadSite
{
    public static async Task<Ok<SiteView>> Handle(Guid id, HttpResponse response, DirectoryDb db, CancellationToken cancellationToken)
    {
        var siteId = new SiteId(id);
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Id == siteId, cancellationToken)
            ?? throw new DomainException(SiteErrors.Unknown);
        response.Headers.ETag = ServiceVersion.TagOf(site.Version);
        return TypedResults.Ok(SiteView.Of(site));
    }
}
