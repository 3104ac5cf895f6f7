using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Invitations;

internal static class InvitationErrors
{
    public static readonly DomainError EmailInvalid = new(
        "invitation.email-invalid", "That is not an e-mail address.", ErrorKind.Rejected);

    public static readonly DomainError AccountExists = new(
        "invitation.account-exists", "There is an account with this address. Change its memberships instead.", ErrorKind.Conflict);

    public static readonly DomainError Pending = new(
        "invitation.pending", "Somebody has been invited at this address. Send it again, or withdraw it.", ErrorKind.Conflict);

    public static readonly DomainError Unknown = new(
        "invitation.unknown", "There is no such invitation.", ErrorKind.NotFound);

    public static readonly DomainError Closed = new(
        "invitation.closed", "The invitation was accepted or withdrawn.", ErrorKind.Conflict);

    /// <summary>Forged, accepted, withdrawn, sent anew or too old: which of them it was is nobody's business.</summary>
    public static readonly DomainError LinkEnded = new(
        "invitation.link-ended", "This link was used, or is too old. Ask for another invitation.", ErrorKind.Gone);
}
