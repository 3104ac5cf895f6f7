using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>A service is asked for a person's next step of care.</summary>
/// <remarks>
/// <c>Sequence</c> counts the changes of one referral from 1; its events may be heard out of order, so each carries what a hearer needs to act without
/// the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// <c>Priority</c> is <c>routine</c>, <c>soon</c> or <c>urgent</c>; <c>DueBy</c> is when the wait that it allows is over.
/// </remarks>
[MessageUrn("scheduling:referral-received:v1"), EntityName("scheduling.referral-received.v1")]
public sealed record ReferralReceived(
    Guid ReferralId,
    int Sequence,
    string Reference,
    string PersonKey,
    Guid ServiceId,
    string Priority,
    DateOnly ConsultedOn,
    DateTimeOffset DueBy,
    DateTimeOffset OccurredAt);
