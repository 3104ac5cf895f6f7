namespace IntegratedCare.Ledger.Approvals;

/// <summary>Who answers for what was done by hand, and by which right: alone within the limit, or with a second person. Written once.</summary>
/// <remarks>The database refuses one above its limit without an approval of the same fund, kind and sum, asked for by the same person.</remarks>
internal sealed class Authorisation
{
    /// <summary>The one happening, as the journal's <c>source</c> names it.</summary>
    public required string Source { get; init; }

    public required string FundCode { get; init; }

    public required ApprovalKind Kind { get; init; }

    public required long AmountPence { get; init; }

    /// <summary>Up to how much one person suffices, by the agreement in force; 0 without one.</summary>
    public required long LimitPence { get; init; }

    public required string MadeBy { get; init; }

    public required string Reason { get; init; }

    public ApprovalId? ApprovalId { get; init; }        // null: one person sufficed

    public required DateTimeOffset MadeAt { get; init; }
}
