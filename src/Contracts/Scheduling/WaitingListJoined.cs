using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>No time fits: a person waits for a service.</summary>
/// <remarks>
/// <c>Sequence</c> counts the changes of one referral from 1; its events may be heard out of order, so each carries what a hearer needs to act without
/// the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// The wait is counted from <c>ReceivedAt</c>, not from when the list was joined.
/// </remarks>
[MessageUrn("scheduling:waiting-list-joined:v1"), EntityName("scheduling.waiting-list-joined.v1")]
public sealed record WaitingListJoined(
    Guid ReferralId,
    int Sequence,
    string PersonKey,
    Guid ServiceId,
    Guid? TeamId,
    string Priority,
    DateTimeOffset ReceivedAt,
    DateTimeOffset DueBy,
    DateTimeOffset OccurredAt);
