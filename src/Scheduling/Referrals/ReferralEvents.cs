using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>What the world hears of a referral: how it stands, under a pseudonym.</summary>
internal static class ReferralEvents
{
    public static ReferralReceived ReceivedEvent(this ServiceRequest r, DateTimeOffset now) => new(
        r.Id.Value, r.Sequence, r.Reference, r.PersonKey, r.Service.Value, r.Priority.Word(), r.ConsultedOn, r.DueBy, now);

    public static ReferralLost LostEvent(this ServiceRequest r, DateTimeOffset now) => new(
        r.Id.Value, r.Sequence, r.Reference, r.PersonKey, r.Service.Value, r.Team?.Value, r.Priority.Word(), r.ReceivedAt, now);

    public static ReferralClosed ClosedEvent(this ServiceRequest r, DateTimeOffset now) => new(
        r.Id.Value, r.Sequence, r.Reference, r.PersonKey, r.Service.Value, r.Team?.Value, OutcomeWord(r.Stage), r.ReceivedAt, now);

    public static WaitingListJoined WaitingEvent(this ServiceRequest r, DateTimeOffset now) => new(
        r.Id.Value, r.Sequence, r.PersonKey, r.Service.Value, r.Team?.Value, r.Priority.Word(), r.ReceivedAt, r.DueBy, now);

    public static WaitBreached BreachedEvent(this ServiceRequest r, DateTimeOffset now) => new(
        r.Id.Value, r.Sequence, r.PersonKey, r.Service.Value, r.Team?.Value, r.Priority.Word(), r.ReceivedAt, r.DueBy, now);

    /// <summary>An erasure has no line of history, and nothing comes after it.</summary>
    public static ReferralErased ErasedEvent(this ServiceRequest r, DateTimeOffset now) => new(r.Id.Value, r.Sequence + 1, now);

    private static string OutcomeWord(ReferralStage stage) => stage switch
    {
        ReferralStage.Seen => "seen",
        ReferralStage.ReturnedWithAdvice => "returnedWithAdvice",
        ReferralStage.Withdrawn => "withdrawn",
        _ => throw new InvalidOperationException($"A referral that is {stage} has no outcome."),
    };
}
