using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Contributions;

internal static class ContributionErrors
{
    public static readonly DomainError PartnerUnknown =
        new("contribution.partner-unknown", "That organisation is no partner of the fund.", ErrorKind.Rejected);

    public static readonly DomainError NotYourOrganisation =
        new("contribution.not-your-organisation", "A finance officer posts only their own organisation's money.", ErrorKind.Forbidden);

    public static readonly DomainError OutsideFinancialYear =
        new("contribution.outside-financial-year", "The value date lies outside the fund's financial year.", ErrorKind.Rejected);

    public static readonly DomainError ProgrammeUnknown =
        new("contribution.programme-unknown", "The fund has no such programme.", ErrorKind.Rejected);

    public static readonly DomainError ReferenceUsed =
        new("contribution.reference-used", "The partner has used that reference in this fund already.", ErrorKind.Conflict);

    public static readonly DomainError InstalmentUnknown =
        new("contribution.instalment-unknown", "The partner's schedule has no such instalment.", ErrorKind.Rejected);

    public static readonly DomainError PlannedChangesFull =
        new("contribution.planned-changes-full", "More changes are planned than a year can list.", ErrorKind.Conflict);
}
