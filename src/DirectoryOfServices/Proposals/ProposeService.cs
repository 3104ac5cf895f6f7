using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Proposals;

/// <summary>How an entry should read, whole. Without <c>ServiceId</c> it is to be a new one.</summary>
public sealed record ProposeServiceRequest
{
    public Guid? ServiceId { get; init; }

    /// <summary>The version of the entry that the proposal was written from (its <c>ETag</c>); absent for a new one.</summary>
    [Range(1L, long.MaxValue)] public long? BasedOnVersion { get; init; }

    /// <summary>What it says of assurance counts for nothing: the entry keeps the assurance that it has, a new one has none.</summary>
    public required PutServiceRequest Record { get; init; }

    /// <summary>What whoever decides should know; never anything about a person in care.</summary>
    [StringLength(ProposalMapping.NoteLengthMax)] public string? Note { get; init; }

    /// <summary>The organisation's open proposal for the same entry, which gives way to this one.</summary>
    public Guid? Supersedes { get; init; }
}

internal static class ProposeService
{
    /// <remarks>The transaction is the idempotency filter's.</remarks>
    public static async Task<Created<ProposalSummary>> Handle(
        ProposeServiceRequest request, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var serviceId = new ServiceId(request.ServiceId ?? Guid.CreateVersion7());
        await db.LockEntryAsync(serviceId, request.Record, cancellationToken);
        var standing = await db.CareServices.AsNoTracking().WithLinks().SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken);
        if (request.ServiceId is not null && standing is null) throw new DomainException(ServiceErrors.Unknown);

        OrganisationId[] providers = [new(request.Record.ProviderId), .. standing is null ? [] : new[] { standing.ProviderId }];
        await db.RequireStewardAsync(caller, providers, cancellationToken);
        if (standing?.MergedInto is { } speaker) throw new DomainException(ServiceErrors.Merged, $"Entry {speaker.Value} speaks for it.");
        var organisation = caller.OrganisationCode ?? throw new DomainException(ServiceErrors.NotYourOrganisation);
        await db.CheckReferencesAsync(request.Record, cancellationToken);

        var proposal = Proposal.Of(request, serviceId, standing, caller, organisation, now);
        await db.HoldAsync(RecordLock.ProposalsOf(organisation), cancellationToken);
        await GiveWayAsync(db, request, proposal, caller, now, cancellationToken);
        if (await db.Proposals.CountAsync(
            p => p.OrganisationCode == organisation && p.Status == ProposalStatus.Proposed, cancellationToken) >= Proposal.OpenMax)
            throw new DomainException(ProposalErrors.TooMany);

        db.Proposals.Add(proposal);
        db.RecordAccess(caller, purpose, "proposal.make", "proposal", $"{proposal.Id.Value}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(ProposalMapping.OpenIndex))
        {
            throw new DomainException(ProposalErrors.AlreadyOpen);
        }

        return TypedResults.Created($"/api/directory/proposals/{proposal.Id.Value}", ProposalSummary.Of(proposal));
    }

    // A proposal that a colleague has waiting is replaced only by whoever names it, and so has seen it.
    private static async Task GiveWayAsync(
        DirectoryDb db, ProposeServiceRequest request, Proposal successor, Caller caller, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (request.Supersedes is not { } named) return;

        var id = new ProposalId(named);
        var former = await db.Proposals.SingleOrDefaultAsync(
            p => p.Id == id && p.ServiceId == successor.ServiceId && p.OrganisationCode == successor.OrganisationCode
                && p.Status == ProposalStatus.Proposed, cancellationToken)
            ?? throw new DomainException(ProposalErrors.SupersedesNothing);
        former.GiveWayTo(successor.Id, caller, now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
