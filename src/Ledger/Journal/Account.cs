namespace IntegratedCare.Ledger.Journal;

/// <summary>The chart of accounts: every name that a line may bear, the same in each fund.</summary>
internal static class Account
{
    /// <summary>Money that partners paid in and the host holds.</summary>
    public const string Receipts = "receipts";

    /// <summary>The other side of every commitment: what is left of the fund is free only above it.</summary>
    public const string ReserveForCommitments = "reserve-for-commitments";

    /// <summary>What the fund owes for care that was delivered.</summary>
    public const string Payables = "payables";

    /// <summary>Owed for care that nobody has charged yet.</summary>
    public const string Accruals = "accruals";

    /// <summary>Paid in by others than the partners.</summary>
    public const string OtherIncome = "other-income";

    /// <summary>What the year before left to this fund.</summary>
    public const string BroughtForward = "brought-forward";

    /// <summary>What this fund left to the year after.</summary>
    public const string CarriedForward = "carried-forward";

    public const string ReceivablesPrefix = "receivables:";
    public const string ContributionsPrefix = "contributions:";
    public const string CommitmentsPrefix = "commitments:";
    public const string ExpenditurePrefix = "expenditure:";

    /// <summary>What a partner owes the fund.</summary>
    public static string Receivables(string partner) => ReceivablesPrefix + partner;

    public static string Contributions(string partner) => ContributionsPrefix + partner;

    public static string Commitments(string programme) => CommitmentsPrefix + programme;

    public static string Expenditure(string programme) => ExpenditurePrefix + programme;

    public static bool IsReceivables(string account) => account.StartsWith(ReceivablesPrefix, StringComparison.Ordinal);

    public static bool IsContributions(string account) => account.StartsWith(ContributionsPrefix, StringComparison.Ordinal);

    public static bool IsCommitments(string account) => account.StartsWith(CommitmentsPrefix, StringComparison.Ordinal);

    public static bool IsExpenditure(string account) => account.StartsWith(ExpenditurePrefix, StringComparison.Ordinal);
}
