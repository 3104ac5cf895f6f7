using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Settings;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>The caller has looked at the entry and says that it is right today.</summary>
public sealed record AssureServiceRequest
{
    /// <summary>How they know, for the history.</summary>
    [StringLength(ServiceMapping.NotesLengthMax)] public string? Note { get; init; }

    /// <summary>Where to ask about it; absent: the organisation's own address.</summary>
    [EmailAddress, StringLength(ServiceMapping.EmailLengthMax)] public string? AssurerEmail { get; init; }
}

internal static class AssureService
{
    /// <remarks>It speaks of the version that the caller has read. The assurer is the organisation, which stays when people go.</remarks>
    public static async Task<Ok<StalenessView>> Handle(
        Guid id, AssureServiceRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (serviceId, now) = (new ServiceId(id), time.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync(RecordLock.Of(serviceId), cancellationToken);
        var service = await db.CareServices.WithLinks().Include(s => s.Provider).SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken)
            ?? throw new DomainException(ServiceErrors.Unknown);
        await db.RequireStewardAsync(caller, [service.ProviderId], cancellationToken);
        ServiceVersion.Check(http.Request, caller, service.Version);
        var organisation = await db.FindOwnAsync(caller, cancellationToken) ?? throw new DomainException(ServiceErrors.NotYourOrganisation);

        var before = ServiceRecord.Of(service);
        service.Assure(organisation, request.AssurerEmail, now);
        var note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim();
        db.ServiceChanges.Add(ServiceChange.Of(ServiceChangeKind.Assured, service, before, Author.Of(caller), now, note));
        db.Publish(service.Changed(service.NameOfProvider, now));
        db.RecordAccess(caller, purpose, "service.assure", "service", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        var dossier = await db.DossierOfAsync(serviceId, now, cancellationToken);
        var settings = await db.PlaceSettingsAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(service.Version);
        return TypedResults.Ok(StalenessView.Of(dossier, settings.AssuranceMonths, now));
    }
}
