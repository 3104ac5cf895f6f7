using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Organisations;

/// <summary>An organisation, whole: what is left out is taken to be absent.</summary>
public sealed record PutOrganisationRequest
{
    [Required, StringLength(OrganisationMapping.NameLengthMax)] public required string Name { get; init; }
    public required OrganisationKind Kind { get; init; }
    [StringLength(OrganisationMapping.CodeLengthMax), RegularExpression("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")] public string? Code { get; init; }
    [OdsCode] public string? OdsCode { get; init; }
    [StringLength(OrganisationMapping.DescriptionLengthMax)] public string? Description { get; init; }
    [WebAddress] public string? Url { get; init; }
    [EmailAddress, StringLength(ServiceMapping.EmailLengthMax)] public string? Email { get; init; }
    [Telephone] public string? Telephone { get; init; }

    /// <summary>The number in the Charity Commission's register.</summary>
    [RegularExpression("^[0-9]{6,8}(-[0-9]{1,3})?$")] public string? CharityNumber { get; init; }

    /// <summary>The number in Companies House's register.</summary>
    [RegularExpression("^[A-Z0-9]{2}[0-9]{6}$")] public string? CompanyNumber { get; init; }
    public required RecordStatus Status { get; init; }
    public DateOnly? OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public required bool IsDemonstration { get; init; }
}

internal static class PutOrganisation
{
    public static async Task<Ok<Upserted>> Handle(
        Guid id, PutOrganisationRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var organisationId = new OrganisationId(id);
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.RequireCuratorAsync(caller, cancellationToken);
        await db.ShareAsync(RecordLock.Taxonomies, cancellationToken);    // renaming terms, too, writes what services are found by
        await db.HoldAsync(RecordLock.Of(organisationId), cancellationToken);
        var organisation = await db.Organisations.FindAsync([organisationId], cancellationToken);
        ServiceVersion.Check(http.Request, caller, organisation?.Version);
        if (!caller.Is(Roles.PlaceLoader) && request.Code != organisation?.Code)
            throw new DomainException(OrganisationErrors.CodeNotYours);

        var before = organisation is null ? null : OrganisationView.Of(organisation);
        var outcome = UpsertOutcome.Unchanged;
        if (organisation is null)
        {
            outcome = UpsertOutcome.Added;
            db.Organisations.Add(organisation = Organisation.Of(organisationId, request, now));
        }
        else
        {
            organisation.Amend(request);
            if (db.ChangeTracker.HasChanges())
            {
                outcome = UpsertOutcome.Changed;
                organisation.Revise(now);
                if (organisation.Name != before?.Name) await RenameProviderAsync(organisation, caller, db, now, cancellationToken);
            }
        }

        if (outcome != UpsertOutcome.Unchanged)
        {
            db.RecordChanges.Add(RecordChange.Of(
                id, organisation.Version, before, OrganisationView.Of(organisation), Author.Of(caller), now));
            db.RecordAccess(caller, purpose, "organisation.put", "organisation", $"{id}");
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(OrganisationMapping.CodeIndex))
        {
            throw new DomainException(OrganisationErrors.CodeTaken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(OrganisationMapping.OdsCodeIndex))
        {
            throw new DomainException(OrganisationErrors.OdsCodeTaken);
        }

        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(organisation.Version);
        return TypedResults.Ok(new Upserted(id, outcome));
    }

    // The provider's name is part of what others know of each of its services.
    private static async Task RenameProviderAsync(
        Organisation provider, Caller caller, DirectoryDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.ShareServicesAsync(cancellationToken);
        var provided = await db.CareServices.Where(s => s.ProviderId == provider.Id).Select(s => s.Id)
            .ToListAsync(cancellationToken);
        await db.HoldAsync(provided.Select(RecordLock.Of), cancellationToken);
        var services = await db.CareServices.WithLinks()
            .Where(s => s.ProviderId == provider.Id)
            .ToListAsync(cancellationToken);
        foreach (var service in services)
        {
            var before = ServiceRecord.Of(service);
            service.Revise(now);
            db.ServiceChanges.Add(
                ServiceChange.Of(ServiceChangeKind.ProviderRenamed, service, before, Author.Of(caller), now));
            db.Publish(service.Changed(provider.Name, now));
        }
    }
}
