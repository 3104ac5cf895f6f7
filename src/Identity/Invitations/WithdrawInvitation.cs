using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Invitations;

/// <summary>An operator takes an invitation back; its link works no more.</summary>
internal static class WithdrawInvitation
{
    public static async Task<NoContent> Handle(
        Guid id, IdentityDb db, TimeProvider time, Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var invitation = await db.Invitations.SingleOrDefaultAsync(known => known.Id == new InvitationId(id), cancellationToken)
            ?? throw new DomainException(InvitationErrors.Unknown);
        invitation.Withdraw(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "invitation.withdrawn", "invitation", id.ToString("N"));
        await db.SaveOrRefuseAsync(InvitationErrors.Closed, cancellationToken);
        return TypedResults.NoContent();
    }
}
