using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>What waits for a second person.</summary>
public enum ApprovalKind
{
    /// <summary>A journal entry by hand above the agreement's limit.</summary>
    ManualEntry,

    /// <summary>The mirror of an entry above that limit.</summary>
    Reversal,

    /// <summary>Budget moved between programmes above the pooled fund manager's limit.</summary>
    Virement,

    /// <summary>Money set aside for a contract or an order above the limit.</summary>
    Commitment,

    /// <summary>An estimate of what is owed at a period's end above the limit.</summary>
    Accrual,

    /// <summary>Money that the bank received, written as a partner's contribution, above the limit.</summary>
    BankContribution,

    /// <summary>A settled share paid back to a partner above the limit.</summary>
    ShareRefund,
}

internal static class ApprovalKinds
{
    private static readonly string[] Host = [Roles.FinanceOfficer, Roles.PoolManager];

    /// <summary>Who may decide: people of the host, who keeps the accounts; a board member what is the board's.</summary>
    public static IReadOnlyList<string> Deciders(this ApprovalKind kind) => kind switch
    {
        ApprovalKind.ManualEntry or ApprovalKind.Reversal or ApprovalKind.Commitment or ApprovalKind.Accrual or ApprovalKind.BankContribution
            or ApprovalKind.ShareRefund => Host,
        ApprovalKind.Virement => [Roles.BoardMember],
    };
}
