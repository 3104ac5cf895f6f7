using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Invitations;

/// <summary>An operator has the invitation mailed once more, with another link and a new term.</summary>
internal static class ResendInvitation
{
    public static async Task<NoContent> Handle(
        Guid id, Inviting inviting, IdentityDb db, Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var invitation = await db.Invitations.SingleOrDefaultAsync(known => known.Id == new InvitationId(id), cancellationToken)
            ?? throw new DomainException(InvitationErrors.Unknown);
        inviting.SendAgain(invitation);
        db.RecordAccess(caller, purpose, "invitation.sent-again", "invitation", id.ToString("N"));
        await db.SaveOrRefuseAsync(InvitationErrors.Closed, cancellationToken);
        return TypedResults.NoContent();
    }
}
