using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Proposals;

/// <summary>The entry reads as proposed from here on, exactly as if the approver had sent it; its history names both.</summary>
internal static class ApproveProposal
{
    public static async Task<Ok<ProposalSummary>> Handle(
        Guid id, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var proposal = await db.LockProposalAsync(id, cancellationToken);
        var standing = await db.CareServices.WithLinks().SingleOrDefaultAsync(s => s.Id == proposal.ServiceId, cancellationToken);
        proposal.CheckApproval(caller, standing is null ? null : ServiceRecord.Of(standing));

        var (service, outcome) = await db.EnterAsync(
            proposal.ServiceId, standing, proposal.Over(standing), proposal.ApprovedBy(caller), now, cancellationToken);
        proposal.Approve(caller, service.Version, now);
        if (outcome != UpsertOutcome.Unchanged) db.RecordAccess(caller, purpose, "service.put", "service", $"{service.Id.Value}");
        db.RecordAccess(caller, purpose, "proposal.approve", "proposal", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ProposalSummary.Of(proposal));
    }
}

internal static class ProposalLock
{
    /// <summary>The proposal with its entry held, so that of two who decide one comes second.</summary>
    /// <remarks>What it asks for never changes, and so may be read before there is a lock.</remarks>
    public static async Task<Proposal> LockProposalAsync(
        this DirectoryDb db, Guid id, CancellationToken cancellationToken)
    {
        var proposalId = new ProposalId(id);
        var read = await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == proposalId, cancellationToken)
            ?? throw new DomainException(ProposalErrors.Unknown);
        await db.LockEntryAsync(read.ServiceId, ServiceRecord.AsRequest(read.After), cancellationToken);
        return await db.Proposals.SingleAsync(p => p.Id == proposalId, cancellationToken);
    }
}
