using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.BetterCare;

internal static class BetterCareErrors
{
    public static readonly DomainError Unknown =
        new("better-care-plan.unknown", "The fund has no Better Care Fund plan yet.", ErrorKind.NotFound);

    public static readonly DomainError ListedTwice =
        new("better-care-plan.listed-twice", "The plan names something twice.", ErrorKind.Rejected);

    public static readonly DomainError PartnerUnknown =
        new("better-care-plan.partner-unknown", "A source of money is a partner of the fund.", ErrorKind.Rejected);

    public static readonly DomainError ProgrammeUnknown =
        new("better-care-plan.programme-unknown", "A scheme stands in the accounts of one of the fund's programmes.", ErrorKind.Rejected);
}
