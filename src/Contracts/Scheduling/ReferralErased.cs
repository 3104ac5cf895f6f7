using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>Whose referral it was need not be known any longer: hearers forget it too.</summary>
/// <remarks>
/// <c>Sequence</c> is higher than that of every other event of the referral, and none follows.
/// </remarks>
[MessageUrn("scheduling:referral-erased:v1"), EntityName("scheduling.referral-erased.v1")]
public sealed record ReferralErased(
    Guid ReferralId,
    int Sequence,
    DateTimeOffset OccurredAt);
