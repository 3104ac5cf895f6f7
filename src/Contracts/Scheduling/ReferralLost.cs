using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>Nobody has acted on a referral in the time that its priority gives: somebody must look for it.</summary>
/// <remarks>
/// <c>Sequence</c> counts the changes of one referral from 1; its events may be heard out of order, so each carries what a hearer needs to act without
/// the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// <c>TeamId</c> is absent where no team has taken it.
/// </remarks>
[MessageUrn("scheduling:referral-lost:v1"), EntityName("scheduling.referral-lost.v1")]
public sealed record ReferralLost(
    Guid ReferralId,
    int Sequence,
    string Reference,
    string PersonKey,
    Guid ServiceId,
    Guid? TeamId,
    string Priority,
    DateTimeOffset ReceivedAt,
    DateTimeOffset OccurredAt);
