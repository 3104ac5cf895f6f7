using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>What waits for a second person.</summary>
public enum ApprovalKind
{
    /// <summary>A journal entry by hand above the agreement's limit.</summary>
    ManualEntry,

    /// <summary>The mirror of an entry above that limit.</summary>
    Reversal,
}

internal static class ApprovalKinds
{
    private static readonly string[] Host = [Roles.FinanceOfficer, Roles.PoolManager];

    /// <summary>Who may decide: people of the host, who keeps the accounts; a board member what is the board's.</summary>
    public static IReadOnlyList<string> Deciders(this ApprovalKind kind) => kind switch
    {
        ApprovalKind.ManualEntry or ApprovalKind.Reversal => Host,
    };
}
