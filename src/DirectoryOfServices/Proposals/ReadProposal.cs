using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Proposals;

internal static class ReadProposal
{
    public static async Task<Ok<ProposalView>> Handle(Guid id, Caller caller, DirectoryDb db, CancellationToken cancellationToken)
    {
        var proposalId = new ProposalId(id);
        var seen = await db.ProposalsOfAsync(caller, cancellationToken);
        var proposal = await seen.SingleOrDefaultAsync(p => p.Id == proposalId, cancellationToken)
            ?? throw new DomainException(ProposalErrors.Unknown);
        var standing = await db.CareServices.AsNoTracking().WithLinks()
            .SingleOrDefaultAsync(s => s.Id == proposal.ServiceId, cancellationToken);
        return TypedResults.Ok(ProposalView.Of(proposal, standing));
    }
}
