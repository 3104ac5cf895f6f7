using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.RiskShares;

internal static class RiskShareErrors
{
    /// <summary>Who bears what is agreed in writing (SI 2000/617, regulation 7) or by nobody.</summary>
    public static readonly DomainError NoAgreement =
        new("risk-share.no-agreement", "No agreement is on file that says who bears an overspend.", ErrorKind.Conflict);

    /// <summary>Shares by contribution need somebody who contributes.</summary>
    public static readonly DomainError NobodyBears =
        new("risk-share.nobody-bears", "By the agreement's rule no partner has a share.", ErrorKind.Conflict);

    public static readonly DomainError ProgrammeUnknown =
        new("risk-share.programme-unknown", "The fund has no such programme.", ErrorKind.Rejected);

    public static readonly DomainError ListedTwice =
        new("risk-share.listed-twice", "A programme is assumed twice.", ErrorKind.Rejected);

    public static readonly DomainError OutturnBelowSpent =
        new("risk-share.outturn-below-spent", "A programme cannot end the year with less than it has spent.", ErrorKind.Rejected);

    public static readonly DomainError YearNotOver =
        new("risk-share.year-not-over", "The risk share is settled once the fund's year is over.", ErrorKind.Conflict);

    public static readonly DomainError PeriodsOpen =
        new("risk-share.periods-open", "The months before the last are closed first.", ErrorKind.Conflict);

    public static readonly DomainError YearClosed =
        new("risk-share.year-closed", "The fund's year is closed: its balances have gone to the next one.", ErrorKind.Conflict);

    /// <summary>The figures have not changed since, so there is nothing to settle.</summary>
    public static readonly DomainError Settled =
        new("risk-share.settled", "The year's risk share is settled already.", ErrorKind.Conflict);

    public static readonly DomainError Uncovered =
        new("risk-share.uncovered", "The agreement's steps do not cover the overspend.", ErrorKind.Conflict);

    public static readonly DomainError UnderspendUseMissing =
        new("risk-share.underspend-use-missing", "Say what the underspend is for.", ErrorKind.Rejected);

    public static readonly DomainError NoUnderspend =
        new("risk-share.no-underspend", "There is no underspend to use.", ErrorKind.Rejected);

    public static readonly DomainError RefundReasonMissing =
        new("risk-share.refund-reason-missing", "A refund needs the partners' decision as its reason.", ErrorKind.Rejected);

    public static readonly DomainError PaymentExceedsDebt =
        new("risk-share.payment-exceeds-debt", "More was paid than is owed.", ErrorKind.Conflict);

    public static readonly DomainError PaymentInTheFuture =
        new("risk-share.payment-in-the-future", "The value date lies in the future.", ErrorKind.Rejected);

    public static readonly DomainError PaymentReferenceUsed =
        new("risk-share.payment-reference-used", "That reference stands for another payment of this partner already.", ErrorKind.Conflict);

    /// <summary>The fund does not hold the money, or somebody would get more than they paid.</summary>
    public static readonly DomainError RefundTooHigh =
        new("risk-share.refund-too-high", "The refund is more than the fund has left, or than a partner paid in.", ErrorKind.Rejected);
}
