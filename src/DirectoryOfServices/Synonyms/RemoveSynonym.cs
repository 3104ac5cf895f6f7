using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

internal static class RemoveSynonym
{
    public static async Task<NoContent> Handle(
        Guid id, HttpRequest request, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var synonymId = new SynonymId(id);
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync(RecordLock.Synonyms, cancellationToken);
        var synonym = await db.Synonyms.SingleOrDefaultAsync(s => s.Id == synonymId && s.RemovedAt == null, cancellationToken)
            ?? throw new DomainException(SynonymErrors.Unknown);
        ServiceVersion.Check(request, caller, synonym.Version);

        synonym.Remove(Author.Of(caller), time.GetUtcNow());
        db.RecordAccess(caller, purpose, "synonym.remove", "synonym", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
