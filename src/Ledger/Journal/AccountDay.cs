namespace IntegratedCare.Ledger.Journal;

/// <summary>What one account took on one effective day: balances at any date are sums of few rows, however long the journal.</summary>
/// <remarks>The database folds each line in as it arrives and refuses every other change; verification compares it with the lines.</remarks>
internal sealed class AccountDay
{
    public required string FundCode { get; init; }

    public required string Account { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    public required long DebitsPence { get; init; }

    public required long CreditsPence { get; init; }
}
