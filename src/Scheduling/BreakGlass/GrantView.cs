namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>An emergency access as the privacy officer's list shows it. The person stands there by their pseudonym, and no text.</summary>
public sealed record GrantView(
    Guid Id,
    string Subject,
    string Role,
    string? OrganisationCode,
    EmergencyCategory Category,
    DateTimeOffset OpenedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset ReviewDueAt,
    bool IsOverdue,
    ReviewOutcome? Outcome,
    string? ReviewedBySubject,
    DateTimeOffset? ReviewedAt)
{
    internal static GrantView Of(Grant grant, DateTimeOffset now) => new(
        grant.Id.Value, grant.Subject, grant.Role, grant.OrganisationCode, grant.Category, grant.OpenedAt, grant.ExpiresAt, grant.EndedAt,
        grant.ReviewDueAt, grant.ReviewedAt is null && now >= grant.ReviewDueAt, grant.Outcome, grant.ReviewedBySubject, grant.ReviewedAt);
}

/// <summary>What was read by it: the action and the record, as the audit has them.</summary>
public sealed record ReadRecordView(string Action, string RecordType, string RecordId, DateTimeOffset At);

/// <summary>An emergency access with everything that a review needs.</summary>
public sealed record GrantDetail(GrantView Grant, string PersonKey, string Reason, string? ReviewNote, IReadOnlyList<ReadRecordView> Read);
