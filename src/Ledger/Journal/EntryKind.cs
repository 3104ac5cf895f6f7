namespace IntegratedCare.Ledger.Journal;

/// <summary>What happened to the money.</summary>
internal enum EntryKind
{
    /// <summary>A partner paid in.</summary>
    Contribution,

    /// <summary>Money was set aside for a booking.</summary>
    Commitment,

    /// <summary>Money that was set aside is free again.</summary>
    Release,

    /// <summary>Money that was set aside is owed for care.</summary>
    Spend,

    /// <summary>Moved between accounts by hand.</summary>
    Adjustment,

    /// <summary>The mirror of an earlier entry, which it names: how a mistake is corrected.</summary>
    Reversal,

    /// <summary>Care of this period that nobody has charged yet, and its undoing in the next.</summary>
    Accrual,

    /// <summary>What was owed left the fund's cash.</summary>
    Payment,

    /// <summary>A partner's part of an over- or underspend.</summary>
    RiskShare,

    /// <summary>What the year before left to this fund.</summary>
    BroughtForward,

    /// <summary>What this fund leaves to the year after.</summary>
    CarriedForward,
}
