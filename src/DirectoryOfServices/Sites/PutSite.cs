using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Sites;

/// <summary>A site, whole: what is left out is taken to be absent.</summary>
public sealed record PutSiteRequest
{
    [Required, StringLength(SiteMapping.NameLengthMax)] public required string Name { get; init; }
    public required SiteKind Kind { get; init; }
    public required Guid OrganisationId { get; init; }
    public AddressRequest? Address { get; init; }
    [Telephone] public string? Telephone { get; init; }
    [StringLength(SiteMapping.DescriptionLengthMax)] public string? Description { get; init; }

    /// <summary>How to get there.</summary>
    [StringLength(SiteMapping.DescriptionLengthMax)] public string? Transport { get; init; }

    /// <summary>The Unique Property Reference Number.</summary>
    [RegularExpression("^[1-9][0-9]{0,11}$")] public string? Uprn { get; init; }
    [MaxLength(20)] public IReadOnlyList<AccessibilityFeature> Accessibility { get; init; } = [];
    [StringLength(SiteMapping.DescriptionLengthMax)] public string? AccessibilityNotes { get; init; }
    [PlaceCode] public string? NeighbourhoodCode { get; init; }
    [Range(-90.0, 90.0)] public double? Latitude { get; init; }
    [Range(-180.0, 180.0)] public double? Longitude { get; init; }
    public required bool IsDemonstration { get; init; }
}

/// <summary>A postal address.</summary>
public sealed record AddressRequest
{
    [AddressLines] public required IReadOnlyList<string> Lines { get; init; }
    [PostcodeForm] public required string Postcode { get; init; }
}

internal static class PutSite
{
    public static async Task<Ok<Upserted>> Handle(
        Guid id, PutSiteRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var siteId = new SiteId(id);
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.RequireCuratorAsync(caller, cancellationToken);
        await db.ShareAsync(RecordLock.Place, cancellationToken);
        await db.ShareAsync(RecordLock.Taxonomies, cancellationToken);    // renaming terms, too, writes what services are found by
        await db.HoldAsync(RecordLock.Of(siteId), cancellationToken);
        await db.RequireNeighbourhoodsAsync([request.NeighbourhoodCode], cancellationToken);
        var operatorId = new OrganisationId(request.OrganisationId);
        if (!await db.Organisations.AnyAsync(o => o.Id == operatorId, cancellationToken))
            throw new DomainException(SiteErrors.OrganisationUnknown);

        var position = request.Address is { Postcode: var postcode }
            ? await db.Postcodes.FindAsync([Postcode.Parse(postcode)], cancellationToken)
            : null;
        var site = await db.Sites.FindAsync([siteId], cancellationToken);
        ServiceVersion.Check(http.Request, caller, site?.Version);
        var before = site is null ? null : SiteView.Of(site);
        var outcome = UpsertOutcome.Unchanged;
        if (site is null)
        {
            outcome = UpsertOutcome.Added;
            db.Sites.Add(site = Site.Of(siteId, request, position, now));
            db.Publish(site.Published(now));
        }
        else
        {
            site.Amend(request, position);
            if (db.ChangeTracker.HasChanges())
            {
                outcome = UpsertOutcome.Changed;
                db.Publish(site.Revised(now));
            }
        }

        if (outcome != UpsertOutcome.Unchanged)
        {
            db.RecordChanges.Add(RecordChange.Of(id, site.Version, before, SiteView.Of(site), Author.Of(caller), now));
            db.RecordAccess(caller, purpose, "site.put", "site", $"{id}");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(site.Version);
        return TypedResults.Ok(new Upserted(id, outcome));
    }
}
