using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>A person has waited longer than the standard of the priority allows, and has not been seen.</summary>
/// <remarks>
/// <c>Sequence</c> counts the changes of one referral from 1; its events may be heard out of order, so each carries what a hearer needs to act without
/// the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// Said once for a referral, on the list or booked for too late.
/// </remarks>
[MessageUrn("scheduling:wait-breached:v1"), EntityName("scheduling.wait-breached.v1")]
public sealed record WaitBreached(
    Guid ReferralId,
    int Sequence,
    string PersonKey,
    Guid ServiceId,
    Guid? TeamId,
    string Priority,
    DateTimeOffset ReceivedAt,
    DateTimeOffset DueBy,
    DateTimeOffset OccurredAt);
