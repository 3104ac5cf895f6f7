using System.ComponentModel.DataAnnotations;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.DirectoryOfServices.Proposals;

/// <summary>Why the entry stays as it is, for whoever proposed.</summary>
public sealed record RejectProposalRequest([Required, StringLength(ProposalMapping.NoteLengthMax)] string Reason);

internal static class RejectProposal
{
    public static async Task<Ok<ProposalSummary>> Handle(
        Guid id, RejectProposalRequest request, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await db.RequireCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var proposal = await db.LockProposalAsync(id, cancellationToken);
        proposal.Reject(caller, request.Reason, time.GetUtcNow());
        db.RecordAccess(caller, purpose, "proposal.reject", "proposal", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ProposalSummary.Of(proposal));
    }
}
