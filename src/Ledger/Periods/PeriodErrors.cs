using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Periods;

internal static class PeriodErrors
{
    public static readonly DomainError Invalid =
        new("period.invalid", "A period is a month, written like 2026-10.", ErrorKind.Invalid);

    public static readonly DomainError Unknown =
        new("period.unknown", "The fund's year has no such month.", ErrorKind.NotFound);

    public static readonly DomainError Closed =
        new("period.closed", "The period is closed already.", ErrorKind.Conflict);

    public static readonly DomainError NotClosed =
        new("period.not-closed", "The period is open.", ErrorKind.Conflict);

    public static readonly DomainError NotOver =
        new("period.not-over", "A period is closed once it is over.", ErrorKind.Conflict);

    public static readonly DomainError EarlierOpen =
        new("period.earlier-open", "The period before it is open: months are closed in their order.", ErrorKind.Conflict);

    public static readonly DomainError LaterClosed =
        new("period.later-closed", "A later period is closed: months are reopened from the last one back.", ErrorKind.Conflict);

    public static readonly DomainError YearClosed =
        new("period.year-closed", "The fund's year is closed: its balances have gone to the next one.", ErrorKind.Conflict);

    /// <summary>A journal that is broken is never found sound, so this stops the closing of one too.</summary>
    public static readonly DomainError JournalUnverified =
        new("period.journal-unverified", "The journal has not been found sound since entries of the period were posted.", ErrorKind.Conflict);

    public static readonly DomainError TrialBalanceNotZero =
        new("period.trial-balance-not-zero", "The debits of the fund do not equal its credits.", ErrorKind.Conflict);

    public static readonly DomainError ApprovalsOpen =
        new("period.approvals-open", "Something of the period waits for a second person.", ErrorKind.Conflict);

    public static readonly DomainError RiskShareUnsettled =
        new("period.risk-share-unsettled", "The year's risk share is settled before its last month is closed.", ErrorKind.Conflict);

    /// <summary>What is left open knowingly is left open for a reason.</summary>
    public static readonly DomainError ReasonMissing =
        new("period.reason-missing", "Say why the period is closed although something of it is open.", ErrorKind.Rejected);

    public static readonly DomainError ReasonNotNeeded =
        new("period.reason-not-needed", "A reason is given for what is not open.", ErrorKind.Rejected);

    public static readonly DomainError ReopeningAsked =
        new("period.reopening-asked", "Somebody has asked for the reopening already.", ErrorKind.Conflict);

    public static readonly DomainError ReopeningNotAsked =
        new("period.reopening-not-asked", "Nobody has asked for a reopening.", ErrorKind.Conflict);

    /// <summary>Four eyes: what is closed opens again only if two people want it.</summary>
    public static readonly DomainError OwnReopening =
        new("period.own-reopening", "Somebody else decides what you have asked for.", ErrorKind.Forbidden);
}
