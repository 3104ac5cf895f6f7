using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Evidence;

/// <summary>What somebody told of an entry; who it was, the audit knows. <c>SinceAssurance</c>: nobody has said since that the entry is right.</summary>
public sealed record EvidenceView(
    Guid Id, EvidenceKind Kind, EvidenceReason? Reason, string? Note, string Role, string? OrganisationCode,
    DateTimeOffset ReportedAt, bool SinceAssurance);

internal static class ListEvidence
{
    public static async Task<Ok<Page<EvidenceView>>> Handle(
        Guid id, [AsParameters] PageRequest paging, Caller caller, DirectoryDb db, CancellationToken cancellationToken)
    {
        var serviceId = new ServiceId(id);
        var service = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken)
            ?? throw new DomainException(ServiceErrors.Unknown);
        await db.RequireStewardAsync(caller, [service.ProviderId], cancellationToken);

        var assuredAt = service.AssuredAt ?? DateTimeOffset.MinValue;
        var page = await db.Evidence.AsNoTracking().Where(e => e.ServiceId == serviceId)
            .OrderByDescending(e => e.ReportedAt).ThenBy(e => e.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<EvidenceView>(
            [.. page.Items.Select(e => new EvidenceView(
                e.Id.Value, e.Kind, e.Reason, e.Note, e.Role, e.OrganisationCode, e.ReportedAt, e.ReportedAt > assuredAt))],
            page.Number, page.PageSize, page.Total));
    }
}
