using System.ComponentModel.DataAnnotations;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Invitations;

/// <summary>An operator asks somebody to open an account.</summary>
internal static class InvitePerson
{
    public static async Task<Created<InvitationView>> Handle(
        InvitePersonRequest request, Inviting inviting, IdentityDb db, PersonalDataCipher cipher, TimeProvider time, Caller caller,
        Purpose purpose, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.Email, out var email)) throw new DomainException(InvitationErrors.EmailInvalid);
        var invitation = await inviting.InviteAsync(email, request.DisplayName.Trim(), request.Memberships, cancellationToken);
        db.RecordAccess(caller, purpose, "invitation.sent", "invitation", invitation.Id.Value.ToString("N"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(InvitationMapping.PendingIndex))
        {
            throw new DomainException(InvitationErrors.Pending);
        }

        return TypedResults.Created(
            $"/identity/invitations/{invitation.Id.Value}", InvitationView.Of(invitation, cipher, time.GetUtcNow()));
    }
}

public sealed record InvitePersonRequest(
    [StringLength(EmailAddress.LengthMax, MinimumLength = 3)] string Email,
    [PersonName] string DisplayName,
    [MinLength(1), MembershipList] IReadOnlyList<MembershipWish> Memberships);
