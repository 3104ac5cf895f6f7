using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Memberships;

internal static class MembershipErrors
{
    public static readonly DomainError RoleUnknown = new(
        "membership.role-unknown", "There is no such role for a person.", ErrorKind.Rejected);

    public static readonly DomainError OrganisationUnknown = new(
        "membership.organisation-unknown", "There is no such organisation.", ErrorKind.Rejected);

    public static readonly DomainError NotHeld = new(
        "membership.not-held", "You do not hold that membership.", ErrorKind.Rejected);

    public static readonly DomainError Twice = new(
        "membership.twice", "The same membership stands there twice.", ErrorKind.Rejected);
}
