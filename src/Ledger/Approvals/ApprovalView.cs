using System.Text.Json;

namespace IntegratedCare.Ledger.Approvals;

/// <summary>What waits for a second person, or what became of it.</summary>
/// <param name="Id">The approval.</param>
/// <param name="FundCode">The fund.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Status">What became of it; <c>expired</c> where nobody decided before <c>ExpiresAt</c>.</param>
/// <param name="AmountPence">How much money it is about.</param>
/// <param name="LimitPence">Up to how much one person would have sufficed.</param>
/// <param name="Narrative">What is asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Asked">The request as it came.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedByOrganisation">For which organisation.</param>
/// <param name="AskedAt">When.</param>
/// <param name="ExpiresAt">From when on nobody can decide it.</param>
/// <param name="DecidedBy">Absent while it waits.</param>
/// <param name="DecidedAt">Absent while it waits.</param>
/// <param name="DecisionReason">Why it was rejected.</param>
/// <param name="EntryNumber">The entry of the fund's journal that it became.</param>
public sealed record ApprovalView(
    Guid Id,
    string FundCode,
    ApprovalKind Kind,
    ApprovalStatus Status,
    long AmountPence,
    long LimitPence,
    string Narrative,
    string Reason,
    JsonElement Asked,
    string AskedBy,
    string? AskedByOrganisation,
    DateTimeOffset AskedAt,
    DateTimeOffset ExpiresAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    long? EntryNumber)
{
    internal static ApprovalView Of(Approval approval, DateTimeOffset now) => new(
        approval.Id.Value, approval.FundCode, approval.Kind, approval.StatusAt(now), approval.AmountPence, approval.LimitPence,
        approval.Narrative, approval.Reason, JsonElement.Parse(approval.Asked), approval.AskedBy, approval.AskedByOrganisation,
        approval.AskedAt, approval.ExpiresAt, approval.DecidedBy, approval.DecidedAt, approval.DecisionReason, approval.EntryNumber);
}
