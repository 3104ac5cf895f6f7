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
}
