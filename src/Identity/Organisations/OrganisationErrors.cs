using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Organisations;

internal static class OrganisationErrors
{
    public static readonly DomainError CodeInvalid = new(
        "organisation.code-invalid", "An organisation's code is lower-case letters, digits and hyphens.", ErrorKind.Rejected);

    public static readonly DomainError AddedMeanwhile = new(
        "organisation.added-meanwhile", "Somebody else has just added this organisation. Send it again.", ErrorKind.Conflict);
}
