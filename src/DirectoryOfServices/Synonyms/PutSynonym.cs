using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

/// <summary>What a phrase means, whole: what is left out is taken to be absent.</summary>
public sealed record PutSynonymRequest
{
    [Required, StringLength(Synonyms.Phrase.LengthMax)] public required string Phrase { get; init; }
    [Phrases] public required IReadOnlyList<string> Meanings { get; init; }
    public bool BothWays { get; init; }
    [StringLength(SynonymMapping.NoteLengthMax)] public string? Note { get; init; }
}

internal static class PutSynonym
{
    /// <remarks>A synonym that was removed counts as absent: whoever sends it again undoes that, and needs no version for it.</remarks>
    public static async Task<Ok<Upserted>> Handle(
        Guid id, PutSynonymRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var synonymId = new SynonymId(id);
        var (author, now) = (Author.Of(caller), time.GetUtcNow());
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync(RecordLock.Synonyms, cancellationToken);
        var synonym = await db.Synonyms.SingleOrDefaultAsync(s => s.Id == synonymId, cancellationToken);
        var stood = synonym is { Stands: true };
        ServiceVersion.Check(http.Request, caller, stood ? synonym?.Version : null);
        if (!stood && await db.Synonyms.CountAsync(s => s.RemovedAt == null, cancellationToken) >= Synonym.PlaceMax)
            throw new DomainException(SynonymErrors.TooMany);

        var changed = true;
        if (synonym is null) db.Synonyms.Add(synonym = Synonym.Of(synonymId, request, author, now));
        else changed = synonym.Amend(request, author, now);

        if (changed) db.RecordAccess(caller, purpose, "synonym.put", "synonym", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(SynonymMapping.KeyIndex))
        {
            throw new DomainException(SynonymErrors.PhraseTaken);
        }

        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(synonym.Version);
        var outcome = !changed ? UpsertOutcome.Unchanged : stood ? UpsertOutcome.Changed : UpsertOutcome.Added;
        return TypedResults.Ok(new Upserted(id, outcome));
    }
}
