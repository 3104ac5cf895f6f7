using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>How long what is asked for waits for a second person; settings under <c>Approvals</c>.</summary>
internal sealed class ApprovalPolicy
{
    /// <summary>Days after which nobody can approve it any more: by then the figures it rests on have moved.</summary>
    [Range(1, 90)]
    public int ExpireAfterDays { get; set; } = 14;

    /// <summary>How many may wait in one fund: more than this nobody looks at.</summary>
    [Range(1, 10_000)]
    public int WaitingMax { get; set; } = 500;
}
