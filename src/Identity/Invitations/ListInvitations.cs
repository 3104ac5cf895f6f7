using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Invitations;

/// <summary>Whom operators have invited, the last first.</summary>
internal static class ListInvitations
{
    public static async Task<Ok<Page<InvitationView>>> Handle(
        [AsParameters] PageRequest paging, IdentityDb db, PersonalDataCipher cipher, TimeProvider time, Caller caller, Purpose purpose,
        CancellationToken cancellationToken)
    {
        var page = await db.Invitations.AsNoTracking().OrderByDescending(invitation => invitation.Id).ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "invitations.listed", "invitations", $"page {page.Number}");
        await db.SaveChangesAsync(cancellationToken);

        var now = time.GetUtcNow();
        return TypedResults.Ok(new Page<InvitationView>(
            [.. page.Items.Select(invitation => InvitationView.Of(invitation, cipher, now))], page.Number, page.PageSize, page.Total));
    }
}
