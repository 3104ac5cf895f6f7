using System.Text.Json;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>One change of a service's record: who answers for it, and how the record read before and after.</summary>
public sealed record ServiceChangeView(
    long Version,
    ServiceChangeKind Kind,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    string? Role,
    string? OrganisationCode,
    JsonElement? Before,
    JsonElement After,
    Guid? ProposalId,
    string? ProposedBy,
    string? ProposedByOrganisation,
    string? Note,
    Guid? OtherServiceId)
{
    internal static ServiceChangeView Of(ServiceChange change) => new(
        change.Version, change.Kind, change.ChangedAt, change.ChangedBy, change.Role, change.OrganisationCode,
        change.Before is { } before ? Read(before) : null, Read(change.After),
        change.ProposalId?.Value, change.ProposedBy, change.ProposedByOrganisation, change.Note,
        change.OtherServiceId?.Value);

    private static JsonElement Read(string json) => JsonElement.Parse(json);
}

internal static class ReadServiceHistory
{
    public static async Task<Ok<Page<ServiceChangeView>>> Handle(
        Guid id, [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken)
    {
        var serviceId = new ServiceId(id);
        if (!await db.CareServices.AnyAsync(s => s.Id == serviceId, cancellationToken))
            throw new DomainException(ServiceErrors.Unknown);

        var page = await db.ServiceChanges.AsNoTracking()
            .Where(c => c.ServiceId == serviceId)
            .OrderByDescending(c => c.Version)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<ServiceChangeView>(
            [.. page.Items.Select(ServiceChangeView.Of)], page.Number, page.PageSize, page.Total));
    }
}
