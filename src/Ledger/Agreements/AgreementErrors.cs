using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Agreements;

internal static class AgreementErrors
{
    public static readonly DomainError None =
        new("agreement.none-in-force", "No agreement of the fund is in force on that day.", ErrorKind.NotFound);

    public static readonly DomainError VersionUnknown =
        new("agreement.version-unknown", "The fund's agreement has no such version.", ErrorKind.NotFound);

    /// <summary>Its existence is no secret; to vary it is the host's business.</summary>
    public static readonly DomainError NotTheHost =
        new("agreement.not-the-host", "Only the host's pooled fund manager varies the agreement.", ErrorKind.Forbidden);

    public static readonly DomainError NotASignatory =
        new("agreement.not-a-signatory", "Your organisation does not pay into the fund under this version.", ErrorKind.Forbidden);

    public static readonly DomainError OwnProposal =
        new("agreement.own-proposal", "Nobody agrees to what they themselves proposed.", ErrorKind.Forbidden);

    public static readonly DomainError FirstIsKept =
        new("agreement.first-is-kept", "The first version is on file with other terms; they are changed by a variation.", ErrorKind.Conflict);

    public static readonly DomainError NothingToVary =
        new("agreement.nothing-to-vary", "The fund has no agreement on file that could be varied.", ErrorKind.Conflict);

    public static readonly DomainError VariationOpen =
        new("agreement.variation-open", "A variation of the agreement waits for partners' answers; one is decided at a time.", ErrorKind.Conflict);

    public static readonly DomainError VariationClosed =
        new("agreement.variation-closed", "That version is decided already.", ErrorKind.Conflict);

    public static readonly DomainError Answered =
        new("agreement.answered", "Your organisation has answered already.", ErrorKind.Conflict);

    public static readonly DomainError Unchanged =
        new("agreement.unchanged", "The variation changes nothing.", ErrorKind.Rejected);

    public static readonly DomainError EffectiveDateInvalid =
        new("agreement.effective-date-invalid", "A version takes effect within the term, and not before the version that it follows.", ErrorKind.Rejected);

    public static readonly DomainError TermInvalid =
        new("agreement.term-invalid", "The days of the term contradict one another.", ErrorKind.Rejected);

    public static readonly DomainError HostDiffers =
        new("agreement.host-differs", "The agreement names another host than the fund.", ErrorKind.Rejected);

    public static readonly DomainError PartnerUnknown =
        new("agreement.partner-unknown", "The agreement names an organisation that is no partner.", ErrorKind.Rejected);

    public static readonly DomainError ListedTwice =
        new("agreement.listed-twice", "The agreement names something twice.", ErrorKind.Rejected);

    public static readonly DomainError InstalmentsInvalid =
        new("agreement.instalments-invalid", "Instalments fall due on different days of the fund's year, in order.", ErrorKind.Rejected);

    public static readonly DomainError SharesInvalid =
        new("agreement.shares-invalid", "Fixed shares add to 10,000 basis points; no other basis has shares.", ErrorKind.Rejected);
}
