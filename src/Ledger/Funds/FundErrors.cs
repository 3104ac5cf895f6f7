using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Funds;

internal static class FundErrors
{
    public static readonly DomainError Unknown =
        new("fund.unknown", "No fund has that code.", ErrorKind.NotFound);

    /// <summary>That there is such a fund is no secret; what is in it is for its partners.</summary>
    public static readonly DomainError NotYourOrganisation =
        new("fund.not-your-organisation", "Your organisation neither hosts the fund nor pays into it.", ErrorKind.Forbidden);

    public static readonly DomainError NotTheHost =
        new("fund.not-the-host", "Only the fund's host, who keeps its accounts, may do that.", ErrorKind.Forbidden);

    public static readonly DomainError CodeInvalid =
        new("fund.code-invalid", "A fund's code is 1 to 40 letters, digits and hyphens.", ErrorKind.Invalid);

    public static readonly DomainError InView =
        new("fund.in-view", "A fund that is only in view takes no postings.", ErrorKind.Rejected);

    public static readonly DomainError InUse =
        new("fund.in-use", "What postings rest on cannot be taken away.", ErrorKind.Conflict);

    public static readonly DomainError ListedTwice =
        new("fund.listed-twice", "The fund names something twice.", ErrorKind.Rejected);

    public static readonly DomainError FinancialYearInvalid =
        new("fund.financial-year-invalid", "A financial year is written like 2026/27.", ErrorKind.Rejected);
}
