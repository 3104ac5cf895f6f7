using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

internal static class ReadSynonym
{
    public static async Task<Ok<SynonymView>> Handle(
        Guid id, HttpResponse response, DirectoryDb db, CancellationToken cancellationToken)
    {
        var synonymId = new SynonymId(id);
        var synonym = await db.Synonyms.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == synonymId && s.RemovedAt == null, cancellationToken)
            ?? throw new DomainException(SynonymErrors.Unknown);
        response.Headers.ETag = ServiceVersion.TagOf(synonym.Version);
        return TypedResults.Ok(SynonymView.Of(synonym));
    }
}
