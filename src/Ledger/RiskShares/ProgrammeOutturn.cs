namespace IntegratedCare.Ledger.RiskShares;

/// <summary>What a programme may spend, what it will have spent at the end of the year, and how much of that is spent or promised already.</summary>
internal sealed record ProgrammeOutturn(string Programme, long BudgetPence, long OutturnPence, long SpentPence, long CommittedPence)
{
    /// <summary>What it spends above its budget.</summary>
    public long OverspendPence => Math.Max(0, OutturnPence - BudgetPence);

    /// <summary>What it will not need of its budget. What is promised counts as needed, whatever outturn is assumed.</summary>
    public long UnderspendPence => Math.Max(0, BudgetPence - Math.Max(OutturnPence, UsedPence));

    /// <summary>What it means to spend within its budget and has promised to nobody yet, so that it can still be cut.</summary>
    /// <remarks>Nothing of a programme that overspends: to cut there is to expect less, not to cover what is expected.</remarks>
    public long UncommittedPence => OverspendPence > 0 ? 0 : Math.Max(0, OutturnPence - UsedPence);

    private long UsedPence => checked(SpentPence + CommittedPence);
}
