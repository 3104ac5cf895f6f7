namespace IntegratedCare.Ledger.Funds;

/// <summary>How far the partners have joined the money of a fund.</summary>
public enum FundClass
{
    /// <summary>One purse under section 75, accounted for by the host.</summary>
    Pooled,

    /// <summary>Each partner keeps its money, and all spend by one plan.</summary>
    Aligned,

    /// <summary>Shown to the partners beside the others; nothing is posted to it here.</summary>
    InView,
}
