namespace IntegratedCare.Ledger.Approvals;

/// <summary>What became of a request for a second person's approval.</summary>
public enum ApprovalStatus
{
    /// <summary>Nobody has decided yet.</summary>
    Pending,

    /// <summary>Somebody else approved, and what was asked for is posted.</summary>
    Approved,

    /// <summary>Somebody else refused, with a reason.</summary>
    Rejected,

    /// <summary>Whoever asked took it back.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time. Never stored: it follows from the day.</summary>
    Expired,
}
