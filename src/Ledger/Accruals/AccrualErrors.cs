using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Accruals;

internal static class AccrualErrors
{
    public static readonly DomainError PeriodInvalid =
        new("accrual.period-invalid", "A period is a month of the fund's financial year, written like 2026-10.", ErrorKind.Rejected);

    public static readonly DomainError PeriodNotOver =
        new("accrual.period-not-over", "What is owed at a period's end is known on its last day at the earliest.", ErrorKind.Rejected);

    public static readonly DomainError ProgrammeUnknown =
        new("accrual.programme-unknown", "The fund has no such programme.", ErrorKind.Rejected);

    public static readonly DomainError NothingToAccrue =
        new("accrual.nothing-to-accrue", "No booking of that programme is over without an outcome.", ErrorKind.Conflict);

    public static readonly DomainError ProposalGrew =
        new("accrual.proposal-grew", "More bookings are over without an outcome than when it was asked: ask again.", ErrorKind.Conflict);
}
