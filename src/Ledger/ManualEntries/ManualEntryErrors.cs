using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.ManualEntries;

internal static class ManualEntryErrors
{
    public static readonly DomainError Unbalanced =
        new("manual-entry.unbalanced", "The debits are not equal to the credits.", ErrorKind.Rejected);

    public static readonly DomainError LineInvalid =
        new("manual-entry.line-invalid", "Each line has either a debit or a credit.", ErrorKind.Rejected);

    public static readonly DomainError AccountNotForHands =
        new("manual-entry.account-not-for-hands",
            "By hand one posts to receipts, other-income, payables and expenditure of the fund's programmes; the rest follows from what happens.",
            ErrorKind.Rejected);

    public static readonly DomainError AccountTwice =
        new("manual-entry.account-twice", "An account stands in more than one line.", ErrorKind.Rejected);

    public static readonly DomainError OutsideFinancialYear =
        new("manual-entry.outside-financial-year", "The effective date lies outside the fund's financial year.", ErrorKind.Rejected);

    public static readonly DomainError InTheFuture =
        new("manual-entry.in-the-future", "An entry by hand takes effect today or earlier.", ErrorKind.Rejected);
}
