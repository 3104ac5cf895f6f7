namespace IntegratedCare.Ledger.Journal;

/// <summary>What an account is, as the chart of accounts says.</summary>
public enum AccountKind
{
    /// <summary>What the fund has or is owed.</summary>
    Asset,

    /// <summary>What the fund owes.</summary>
    Liability,

    /// <summary>What came in.</summary>
    Income,

    /// <summary>What care cost.</summary>
    Expense,

    /// <summary>What is set aside, and its contra: no money has moved yet.</summary>
    Encumbrance,

    /// <summary>What one year left to the next.</summary>
    Transfer,
}

/// <summary>Reads the kind of an account from its name.</summary>
internal static class AccountKinds
{
    public static AccountKind Of(string account) => account.Split(':')[0] switch
    {
        Account.Receipts or "receivables" => AccountKind.Asset,
        Account.Payables or Account.Accruals => AccountKind.Liability,
        "contributions" or Account.OtherIncome => AccountKind.Income,
        "expenditure" => AccountKind.Expense,
        Account.ReserveForCommitments or "commitments" => AccountKind.Encumbrance,
        Account.BroughtForward or Account.CarriedForward => AccountKind.Transfer,
        var unknown => throw new InvalidOperationException($"The chart of accounts has no {unknown}."),
    };
}
