using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Restrictions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>They are two services after all.</summary>
public sealed record UnmergeServiceRequest
{
    [StringLength(ServiceMapping.NotesLengthMax)] public string? Reason { get; init; }
}

internal static class UnmergeService
{
    /// <remarks>Nobody can change an entry while it is merged, so that it reads as before once it has its status from the history again.</remarks>
    public static async Task<Ok<MergeView>> Handle(
        Guid id, UnmergeServiceRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (merged, now) = (new ServiceId(id), time.GetUtcNow());
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var read = await db.CareServices.AsNoTracking().Where(s => s.Id == merged).Select(s => new { s.MergedInto })
            .SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException(ServiceErrors.Unknown);
        var into = read.MergedInto ?? throw new DomainException(MergeErrors.NotMerged);
        await db.HoldAsync([RecordLock.Of(merged), RecordLock.Of(into)], cancellationToken);
        var pair = await db.PairAsync(merged, into, cancellationToken);
        var (service, survivor) = (pair[merged], pair[into]);
        ServiceVersion.Check(http.Request, caller, service.Version);

        var others = await db.CareServices.Where(s => s.MergedInto == into && s.Id != merged).ToListAsync(cancellationToken);
        var before = (ServiceRecord.Of(service), ServiceRecord.Of(survivor));
        service.PartFrom(survivor, others, await FormerStatusAsync(db, merged, cancellationToken), now);
        var restrictions = await db.RestrictionsOver(into).AsNoTracking().ToListAsync(cancellationToken);
        var strictest = RestrictionBook.Strictest(restrictions.Where(r => r.ServiceId != merged));
        survivor.FollowRestrictions(strictest > 0, strictest != RestrictionBook.Strictest(restrictions), now);
        var note = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        db.TellOf(ServiceChangeKind.Unmerged, service, before.Item1, survivor, before.Item2, Author.Of(caller), note, now);
        db.RecordAccess(caller, purpose, "service.unmerge", "service", $"{id}");
        db.RecordAccess(caller, purpose, "service.unmerge", "service", $"{into.Value}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(service.Version);
        return TypedResults.Ok(new MergeView(id, service.PublicStatus, service.Version, null, into.Value, survivor.Version));
    }

    private static async Task<RecordStatus> FormerStatusAsync(DirectoryDb db, ServiceId merged, CancellationToken cancellationToken)
    {
        var before = await db.ServiceChanges.AsNoTracking()
            .Where(c => c.ServiceId == merged && c.Kind == ServiceChangeKind.Merged)
            .OrderByDescending(c => c.Version)
            .Select(c => c.Before)
            .FirstAsync(cancellationToken);
        return ServiceRecord.AsRequest(before ?? throw new InvalidOperationException("A merge has a record before it.")).Status;
    }
}
