using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>A care service, whole: what is left out is taken to be absent.</summary>
public sealed record PutServiceRequest
{
    [Required, StringLength(ServiceMapping.NameLengthMax)] public required string Name { get; init; }
    [StringLength(ServiceMapping.DescriptionLengthMax)] public required string Description { get; init; }
    public required ServiceCategory Category { get; init; }
    public required Guid ProviderId { get; init; }
    [MaxLength(ServiceMapping.SitesMax)] public required IReadOnlyList<Guid> SiteIds { get; init; }
    [Length(1, 5)] public required IReadOnlyList<Delivery> Delivery { get; init; }
    [MaxLength(200), PlaceCode] public required IReadOnlyList<string> NeighbourhoodCodes { get; init; }
    [Range(0, ServiceMapping.AgeYearsMax)] public int? MinimumAgeYears { get; init; }
    [Range(0, ServiceMapping.AgeYearsMax)] public int? MaximumAgeYears { get; init; }
    [StringLength(ServiceMapping.ReferralMethodLengthMax)] public string? ReferralMethod { get; init; }
    [Telephone] public string? Telephone { get; init; }
    [WebAddress] public string? Url { get; init; }
    [EmailAddress, StringLength(ServiceMapping.EmailLengthMax)] public string? Email { get; init; }
    [Keywords] public required IReadOnlyList<string> Keywords { get; init; }
    public required bool Bookable { get; init; }
    [Range(0L, ServiceMapping.TariffPenceMax)] public long? TariffPence { get; init; }
    public required RecordStatus Status { get; init; }
    public DateOnly? AssuredOn { get; init; }
    [StringLength(ServiceMapping.NameLengthMax)] public string? AssuredBy { get; init; }
    public required bool IsDemonstration { get; init; }
}

internal static class PutService
{
    public static async Task<Ok<Upserted>> Handle(
        Guid id, PutServiceRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var serviceId = new ServiceId(id);
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ShareAsync(RecordLock.Place, cancellationToken);
        await db.ShareAsync(RecordLock.Of(new OrganisationId(request.ProviderId)), cancellationToken);
        await db.ShareAsync(request.SiteIds.Select(s => RecordLock.Of(new SiteId(s))), cancellationToken);
        await db.HoldAsync(RecordLock.Of(serviceId), cancellationToken);

        var service = await db.CareServices.Include(s => s.Sites).Include(s => s.Neighbourhoods).AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken);
        OrganisationId[] providers = [new(request.ProviderId), .. service is null ? [] : new[] { service.ProviderId }];
        await db.RequireStewardAsync(caller, providers, cancellationToken);
        ServiceVersion.Check(http.Request, caller, service);
        var provider = await CheckReferencesAsync(request, db, cancellationToken);

        var outcome = UpsertOutcome.Unchanged;
        if (service is null)
        {
            outcome = UpsertOutcome.Added;
            var restricted = await db.Restrictions.AnyAsync(
                r => r.ServiceId == serviceId && r.ImposedAt != null && r.LiftedAt == null, cancellationToken);
            service = CareService.Of(serviceId, request, restricted, now);
            db.CareServices.Add(service);
            db.ServiceChanges.Add(ServiceChange.Of(ServiceChangeKind.Published, service, null, Author.Of(caller), now));
            db.Publish(service.Published(provider.Name, now));
        }
        else
        {
            var before = ServiceRecord.Of(service);
            if (service.Amend(request, now))
            {
                outcome = UpsertOutcome.Changed;
                db.ServiceChanges.Add(
                    ServiceChange.Of(ServiceChangeKind.Edited, service, before, Author.Of(caller), now));
                db.Publish(service.Changed(provider.Name, now));
                if (service.PublicStatus != before.Status) db.Publish(service.StatusChanged(now));
            }
        }

        if (outcome != UpsertOutcome.Unchanged) db.RecordAccess(caller, purpose, "service.put", "service", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(service.Version);
        return TypedResults.Ok(new Upserted(id, outcome));
    }

    private static async Task<Organisation> CheckReferencesAsync(
        PutServiceRequest asked, DirectoryDb db, CancellationToken cancellationToken)
    {
        var provider = await db.Organisations.FindAsync([new OrganisationId(asked.ProviderId)], cancellationToken)
            ?? throw new DomainException(ServiceErrors.ProviderUnknown);

        var named = asked.SiteIds.Distinct().Select(SiteId.From).ToArray();
        var known = await db.Sites.Where(s => named.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancellationToken);
        if (known.Count < named.Length)
            throw new DomainException(ServiceErrors.SiteUnknown, $"Site {named.Except(known).First().Value}.");

        await db.RequireNeighbourhoodsAsync(asked.NeighbourhoodCodes, cancellationToken);
        return provider;
    }
}
