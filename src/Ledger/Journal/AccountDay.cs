namespace IntegratedCare.Ledger.Journal;

/// <summary>What one account took with effect on one day by what was posted on one day: balances at any date, as known at any date, are sums of few rows.</summary>
/// <remarks>The database folds each entry in as it arrives and refuses every other change; verification compares it with the entries.</remarks>
internal sealed class AccountDay
{
    public required string FundCode { get; init; }

    public required string Account { get; init; }

    public required DateOnly EffectiveOn { get; init; }

    /// <summary>London's date of the posting.</summary>
    public required DateOnly PostedOn { get; init; }

    public required long DebitsPence { get; init; }

    public required long CreditsPence { get; init; }
}

/// <summary>What one account has taken altogether, whenever it takes effect.</summary>
/// <remarks>Folded as <see cref="AccountDay"/> is. The database keeps cash and what is set aside from falling below nothing by it.</remarks>
internal sealed class AccountBalance
{
    public required string FundCode { get; init; }

    public required string Account { get; init; }

    public required long DebitsPence { get; init; }

    public required long CreditsPence { get; init; }
}
