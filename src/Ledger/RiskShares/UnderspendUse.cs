namespace IntegratedCare.Ledger.RiskShares;

/// <summary>What becomes of money that a year did not need.</summary>
public enum UnderspendUse
{
    /// <summary>It stays in the pool, for something that does not go on.</summary>
    NonRecurrentSpend,

    /// <summary>It stays in the pool, against what may come.</summary>
    Contingency,

    /// <summary>It goes back to the partners by their shares, which needs their decision.</summary>
    Refund,
}
