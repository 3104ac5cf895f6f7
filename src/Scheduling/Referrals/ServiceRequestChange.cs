using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>What happened to a referral.</summary>
public enum ReferralChangeKind
{
    Received, Accepted, JoinedWaitingList, Booked, BookingCancelled, DidNotAttend, Seen, ReturnedWithAdvice, Withdrawn, OutcomeSeen, Lost, WaitBreached,
    TimeOffered, OfferDeclined, OfferLapsed, LeftWaitingList,
}

/// <summary>One line of a referral's history: what it became, when, by whom. Written once.</summary>
internal sealed class ServiceRequestChange
{
    public required ServiceRequestId Request { get; init; }
    public required int Sequence { get; init; }
    public required ReferralChangeKind Kind { get; init; }
    public required ReferralStage Stage { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public string? ByOrganisation { get; init; }    // null: a program of the place

    public static ServiceRequestChange Of(ServiceRequest request, ReferralChangeKind kind, Caller caller, DateTimeOffset now) => new()
    {
        Request = request.Id,
        Sequence = request.Sequence,
        Kind = kind,
        Stage = request.Stage,
        At = now,
        BySubject = caller.Subject,
        ByRole = caller.Role,
        ByOrganisation = caller.OrganisationCode,
    };
}
