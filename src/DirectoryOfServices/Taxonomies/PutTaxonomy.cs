using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Taxonomies;

/// <summary>A taxonomy, whole: terms that are left out go.</summary>
public sealed record PutTaxonomyRequest
{
    [Required, StringLength(TaxonomyMapping.NameLengthMax)] public required string Name { get; init; }
    [StringLength(TaxonomyMapping.DescriptionLengthMax)] public required string Description { get; init; }
    public required TaxonomyKind Kind { get; init; }
    [WebAddress] public string? Uri { get; init; }

    /// <summary>Which edition of the list it is, in its publisher's words.</summary>
    [StringLength(TaxonomyMapping.CodeLengthMax)] public string? Edition { get; init; }
    [MaxLength(TaxonomyMapping.TermsMax)] public required IReadOnlyList<TermRequest> Terms { get; init; }
    public required bool IsDemonstration { get; init; }
}

/// <summary>One term; its parent, if any, is a term of the same list.</summary>
public sealed record TermRequest
{
    public required Guid Id { get; init; }
    [Required, StringLength(TaxonomyMapping.NameLengthMax)] public required string Name { get; init; }
    [StringLength(TaxonomyMapping.DescriptionLengthMax)] public string? Description { get; init; }
    [StringLength(TaxonomyMapping.CodeLengthMax)] public string? Code { get; init; }
    [WebAddress] public string? Uri { get; init; }
    public Guid? ParentId { get; init; }
}

internal static class PutTaxonomy
{
    public static async Task<Ok<Upserted>> Handle(
        Guid id, PutTaxonomyRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var taxonomyId = new TaxonomyId(id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.RequireCuratorAsync(caller, cancellationToken);
        await db.HoldAsync(RecordLock.Taxonomies, cancellationToken);
        var taxonomy = await db.Taxonomies.Include(t => t.Terms).SingleOrDefaultAsync(t => t.Id == taxonomyId, cancellationToken);
        ServiceVersion.Check(http.Request, caller, taxonomy?.Version);
        await RefuseAsync(taxonomyId, taxonomy, request, db, cancellationToken);

        var before = taxonomy is null ? null : TaxonomyView.Of(taxonomy);
        var outcome = UpsertOutcome.Unchanged;
        if (taxonomy is null)
        {
            outcome = UpsertOutcome.Added;
            db.Taxonomies.Add(taxonomy = Taxonomy.Of(taxonomyId, request));
        }
        else
        {
            taxonomy.Amend(request);
            if (db.ChangeTracker.HasChanges())
            {
                outcome = UpsertOutcome.Changed;
                taxonomy.Revise();
            }
        }

        if (outcome != UpsertOutcome.Unchanged)
        {
            db.RecordChanges.Add(RecordChange.Of(
                id, taxonomy.Version, before, TaxonomyView.Of(taxonomy), Author.Of(caller), time.GetUtcNow()));
            db.RecordAccess(caller, purpose, "taxonomy.put", "taxonomy", $"{id}");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(taxonomy.Version);
        return TypedResults.Ok(new Upserted(id, outcome));
    }

    private static async Task RefuseAsync(
        TaxonomyId id, Taxonomy? standing, PutTaxonomyRequest asked, DirectoryDb db, CancellationToken cancellationToken)
    {
        var named = asked.Terms.Select(t => new TermId(t.Id)).ToArray();
        if (await db.TaxonomyTerms.AnyAsync(t => t.TaxonomyId != id && named.Contains(t.Id), cancellationToken))
            throw new DomainException(TaxonomyErrors.TermElsewhere);

        var lost = standing?.Terms.Select(t => t.Id).Except(named).ToArray() ?? [];
        if (lost.Length > 0 && await db.Set<ServiceTerm>().AnyAsync(t => lost.Contains(t.TermId), cancellationToken))
            throw new DomainException(TaxonomyErrors.TermInUse);
    }
}
