using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.DirectoryOfServices.Proposals;

internal static class WithdrawProposal
{
    /// <remarks>Any colleague of whoever proposed may take it back: people are on leave.</remarks>
    public static async Task<Ok<ProposalSummary>> Handle(
        Guid id, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var isCurator = await db.IsCuratorAsync(caller, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var proposal = await db.LockProposalAsync(id, cancellationToken);
        if (!isCurator && proposal.OrganisationCode != caller.OrganisationCode) throw new DomainException(ProposalErrors.Unknown);

        proposal.Withdraw(caller, time.GetUtcNow());
        db.RecordAccess(caller, purpose, "proposal.withdraw", "proposal", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ProposalSummary.Of(proposal));
    }
}
