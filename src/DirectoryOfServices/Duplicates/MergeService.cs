using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Proposals;
using IntegratedCare.DirectoryOfServices.Restrictions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>The entry in the path is a second one of the same service: another one is to speak for it.</summary>
public sealed record MergeServiceRequest
{
    /// <summary>The entry that stays.</summary>
    public required Guid Into { get; init; }

    /// <summary>The version of it that the caller has read; <c>If-Match</c> says that of the one that closes.</summary>
    [Range(1L, long.MaxValue)] public required long IntoVersion { get; init; }

    [StringLength(ServiceMapping.NotesLengthMax)] public string? Reason { get; init; }
}

/// <summary>Both entries after a merge, or after it was undone.</summary>
public sealed record MergeView(Guid Id, ServiceStatus Status, long Version, Guid? MergedInto, Guid SurvivorId, long SurvivorVersion);

internal static class MergeService
{
    /// <remarks>
    /// Whoever is booked into the one that closes stays booked: who books new people hears that it is closed. Both are held in the order of all
    /// writers, so that two who merge them towards each other do not meet.
    /// </remarks>
    public static async Task<Ok<MergeView>> Handle(
        Guid id, MergeServiceRequest request, HttpContext http, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (merged, into, now) = (new ServiceId(id), new ServiceId(request.Into), time.GetUtcNow());
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldAsync([RecordLock.Of(merged), RecordLock.Of(into)], cancellationToken);
        var pair = await db.PairAsync(merged, into, cancellationToken);
        var service = pair.GetValueOrDefault(merged) ?? throw new DomainException(ServiceErrors.Unknown);
        var survivor = pair.GetValueOrDefault(into) ?? throw new DomainException(MergeErrors.SurvivorUnknown);
        ServiceVersion.Check(http.Request, caller, service.Version);
        if (survivor.Version != request.IntoVersion) throw new DomainException(MergeErrors.SurvivorStale);
        if (await db.CareServices.AnyAsync(s => s.MergedInto == merged, cancellationToken)) throw new DomainException(MergeErrors.SpeaksForOthers);
        await RequireNoRestrictionLostAsync(db, merged, into, cancellationToken);

        var before = (ServiceRecord.Of(service), ServiceRecord.Of(survivor));
        service.MergeInto(survivor, now);
        var superseded = await SupersedeProposalsAsync(db, service, survivor, caller, purpose, now, cancellationToken);
        string?[] said = [request.Reason?.Trim(), superseded > 0 ? $"Open proposals superseded: {superseded}." : null];
        var note = string.Join(' ', said.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } text ? text : null;
        db.TellOf(ServiceChangeKind.Merged, service, before.Item1, survivor, before.Item2, Author.Of(caller), note, now);
        db.RecordAccess(caller, purpose, "service.merge", "service", $"{id}");
        db.RecordAccess(caller, purpose, "service.merge", "service", $"{request.Into}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = ServiceVersion.TagOf(service.Version);
        return TypedResults.Ok(new MergeView(
            id, service.PublicStatus, service.Version, service.MergedInto?.Value, request.Into, survivor.Version));
    }

    // Whoever proposes or decides holds the entry too: none is made or decided meanwhile. An organisation has one for an entry.
    private static async Task<int> SupersedeProposalsAsync(
        DirectoryDb db, CareService merged, CareService survivor, Caller caller, Purpose purpose, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var open = await db.Proposals.Where(p => p.ServiceId == merged.Id && p.Status == ProposalStatus.Proposed)
            .OrderBy(p => p.Id).ToListAsync(cancellationToken);
        foreach (var proposal in open)
        {
            proposal.GiveWayToMerge(survivor, caller, now);
            db.RecordAccess(caller, purpose, "proposal.supersede", "proposal", $"{proposal.Id.Value}");
        }

        return open.Count;
    }

    private static async Task RequireNoRestrictionLostAsync(
        DirectoryDb db, ServiceId merged, ServiceId into, CancellationToken cancellationToken)
    {
        var standing = await db.Restrictions.AsNoTracking()
            .Where(r => (r.ServiceId == merged || r.ServiceId == into) && r.ImposedAt != null && r.LiftedAt == null)
            .Select(r => new { r.ServiceId, r.Level })
            .ToListAsync(cancellationToken);
        int Strictness(ServiceId service) => standing.Where(r => r.ServiceId == service).Select(r => Restriction.StrictnessOf(r.Level)).DefaultIfEmpty(0).Max();
        if (Strictness(merged) > Strictness(into)) throw new DomainException(MergeErrors.RestrictionLost);
    }
}

internal static class MergeBook
{
    public static Task<Dictionary<ServiceId, CareService>> PairAsync(
        this DirectoryDb db, ServiceId one, ServiceId other, CancellationToken cancellationToken) =>
        db.CareServices.WithLinks().Include(s => s.Provider).Where(s => s.Id == one || s.Id == other)
            .ToDictionaryAsync(s => s.Id, cancellationToken);

    /// <summary>Keeps what happened in the history of both, and lets the world hear of both.</summary>
    public static void TellOf(
        this DirectoryDb db, ServiceChangeKind kind, CareService service, ServiceRecord before, CareService survivor,
        ServiceRecord survivorBefore, Author author, string? note, DateTimeOffset now)
    {
        db.ServiceChanges.Add(ServiceChange.Of(kind, service, before, author, now, note, survivor.Id));
        db.ServiceChanges.Add(ServiceChange.Of(kind, survivor, survivorBefore, author, now, note, service.Id));
        db.Publish(service.Changed(service.NameOfProvider, now));
        if (service.PublicStatus != before.Status) db.Publish(service.StatusChanged(now));
        db.Publish(survivor.Changed(survivor.NameOfProvider, now));
        if (survivor.PublicStatus != survivorBefore.Status) db.Publish(survivor.StatusChanged(now));
    }
}
