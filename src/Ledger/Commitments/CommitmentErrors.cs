using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Commitments;

internal static class CommitmentErrors
{
    public static readonly DomainError Unknown =
        new("commitment.unknown", "The fund has no such commitment.", ErrorKind.NotFound);

    public static readonly DomainError ExceedsPending =
        new("commitment.exceeds-pending", "More would be spent than is set aside.", ErrorKind.Rejected);

    public static readonly DomainError Closed =
        new("commitment.closed", "It has been spent, released or has expired.", ErrorKind.Conflict);

    public static readonly DomainError ReferenceUsed =
        new("commitment.reference-used", "That reference is used in this fund already.", ErrorKind.Conflict);

    public static readonly DomainError ProgrammeUnknown =
        new("commitment.programme-unknown", "The fund has no such programme.", ErrorKind.Rejected);

    public static readonly DomainError ProviderUnknown =
        new("commitment.provider-unknown", "The directory has told of no service of that provider.", ErrorKind.Rejected);

    public static readonly DomainError EffectiveDateInvalid =
        new("commitment.effective-date-invalid",
            "It takes effect today or earlier within the fund's financial year, and its end not before it.", ErrorKind.Rejected);

    public static readonly DomainError ExpiryInvalid =
        new("commitment.expiry-invalid", "Its last day is today or later.", ErrorKind.Rejected);
}
