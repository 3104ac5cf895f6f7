using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>A referral has its outcome, which its referrer may read.</summary>
/// <remarks>
/// <c>Sequence</c> counts the changes of one referral from 1; its events may be heard out of order, so each carries what a hearer needs to act without
/// the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// <c>Outcome</c> is <c>seen</c>, <c>returnedWithAdvice</c> or <c>withdrawn</c>; what was advised stays in Scheduling.
/// </remarks>
[MessageUrn("scheduling:referral-closed:v1"), EntityName("scheduling.referral-closed.v1")]
public sealed record ReferralClosed(
    Guid ReferralId,
    int Sequence,
    string Reference,
    string PersonKey,
    Guid ServiceId,
    Guid? TeamId,
    string Outcome,
    DateTimeOffset ReceivedAt,
    DateTimeOffset OccurredAt);
