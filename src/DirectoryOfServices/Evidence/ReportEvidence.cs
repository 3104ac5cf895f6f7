using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Evidence;

/// <summary>What is not as the entry says.</summary>
public sealed record ReportEvidenceRequest
{
    public required EvidenceKind Kind { get; init; }
    public EvidenceReason? Reason { get; init; }

    /// <summary>For whoever keeps the entry; never anything about a person in care.</summary>
    [StringLength(EvidenceMapping.NoteLengthMax)] public string? Note { get; init; }
}

/// <summary>The answer to whoever told. <c>Counted</c> is false where they had told the same that day.</summary>
public sealed record EvidenceTold(bool Counted);

internal static class ReportEvidence
{
    /// <remarks>The transaction is the idempotency filter's. One person's reports wait for each other, so that they can be counted.</remarks>
    public static async Task<Ok<EvidenceTold>> Handle(
        Guid id, ReportEvidenceRequest request, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (serviceId, now) = (new ServiceId(id), time.GetUtcNow());
        var service = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken)
            ?? throw new DomainException(ServiceErrors.Unknown);
        var evidence = ServiceEvidence.Of(service, request, caller, now);

        await db.HoldAsync(RecordLock.EvidenceOf(caller.Subject), cancellationToken);
        var told = await db.Evidence.AsNoTracking()
            .Where(e => e.ReportedBy == caller.Subject && e.ReportedOn == evidence.ReportedOn)
            .Select(e => new { e.ServiceId, e.Kind })
            .ToListAsync(cancellationToken);
        if (told.Exists(e => e.ServiceId == serviceId && e.Kind == request.Kind)) return TypedResults.Ok(new EvidenceTold(Counted: false));
        if (told.Count >= ServiceEvidence.PersonDayMax) throw new DomainException(EvidenceErrors.TooMany);

        db.Evidence.Add(evidence);
        db.RecordAccess(caller, purpose, "service.report-evidence", "service", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new EvidenceTold(Counted: true));
    }
}
