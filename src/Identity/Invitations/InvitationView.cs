using IntegratedCare.Identity.Memberships;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Identity.Invitations;

public enum InvitationStatus
{
    Pending,
    Expired,
    Accepted,
    Withdrawn,
}

/// <summary>An invitation as operators see it; its link is in the mail alone.</summary>
public sealed record InvitationView(
    Guid Id, string Email, string DisplayName, IReadOnlyList<MembershipWish> Memberships, InvitationStatus Status, DateTimeOffset InvitedAt,
    DateTimeOffset ExpiresAt, Guid? AccountId)
{
    internal static InvitationView Of(Invitation invitation, PersonalDataCipher cipher, DateTimeOffset now) => new(
        invitation.Id.Value, invitation.Email(cipher).Value, invitation.DisplayName(cipher), invitation.Wishes(),
        invitation switch
        {
            { AcceptedAt: not null } => InvitationStatus.Accepted,
            { WithdrawnAt: not null } => InvitationStatus.Withdrawn,
            _ when invitation.IsOpenAt(now) => InvitationStatus.Pending,
            _ => InvitationStatus.Expired,
        },
        invitation.InvitedAt, invitation.ExpiresAt, invitation.AccountId);
}
