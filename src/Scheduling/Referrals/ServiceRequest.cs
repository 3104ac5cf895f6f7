using System.Security.Cryptography;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Referrals;

internal readonly record struct ServiceRequestId(Guid Value) : IEntityId<ServiceRequestId>
{
    public static ServiceRequestId New() => new(Guid.CreateVersion7());
    public static ServiceRequestId From(Guid value) => new(value);
}

/// <summary>Whether care is asked for, or only an answer (advice and guidance).</summary>
public enum ReferralKind { Referral, AdviceRequest }

/// <summary>Where a referral stands.</summary>
/// <remarks>In FHIR's words the first four are <c>active</c>, Seen and ReturnedWithAdvice <c>completed</c>, Withdrawn <c>revoked</c>.</remarks>
public enum ReferralStage { Received, Accepted, Waiting, Booked, Seen, ReturnedWithAdvice, Withdrawn }

/// <summary>A GP or another professional asks a service for a person's next step of care (FHIR's ServiceRequest).</summary>
/// <remarks>
/// <c>ActBy</c> is when somebody must have taken it up: a referral on which nobody acts in time is a lost one, and is said to be. <c>DueBy</c> is the end of
/// the wait that its priority allows, counted from its receipt. <c>Sequence</c> counts the changes: each has one line of history.
/// </remarks>
internal sealed class ServiceRequest
{
    private readonly List<ServiceRequestChange> history = [];

    public required ServiceRequestId Id { get; init; }
    public required string Reference { get; init; }
    public required ReferralKind Kind { get; init; }
    public required string PersonKey { get; set; }
    public required SealedPerson? Person { get; set; }          // null: erased
    public required SealedRequestTexts? Texts { get; set; }     // null: erased
    public required Priority Priority { get; init; }
    public required DateOnly ConsultedOn { get; init; }
    public required ServiceId Service { get; init; }
    public string? NeighbourhoodCode { get; init; }             // null: no team of a particular neighbourhood is meant
    public required string ReferredBySubject { get; init; }
    public string? ReferredByOrganisation { get; init; }        // null: a program of the place referred
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset DueBy { get; init; }

    public ReferralStage Stage { get; private set; }
    public int Sequence { get; private set; }
    public TeamId? Team { get; private set; }                   // null: no team has taken it yet
    public BookingId? Booking { get; private set; }             // null: none stands
    public DateTimeOffset? ActBy { get; private set; }          // null: nothing is asked of anybody
    public DateOnly? WaitsFrom { get; private set; }            // null: any day will do
    public bool WaitsAnywhere { get; private set; }             // false: in the neighbourhood that was asked for
    public DateTimeOffset? LostAt { get; private set; }         // null: somebody acted in time
    public DateTimeOffset? BreachedAt { get; private set; }     // null: the wait was kept so far
    public DateTimeOffset? ClosedAt { get; private set; }       // null: open
    public DateTimeOffset? OutcomeSeenAt { get; private set; }  // null: the referrer has not seen how it ended
    public DateTimeOffset? ErasedAt { get; private set; }       // null: it still says whose it is

    public IReadOnlyList<ServiceRequestChange> History => history;

    public bool IsOpen => ClosedAt is null;

    /// <summary>Nobody acted on it in time, and nobody has since.</summary>
    public bool IsLost => LostAt is not null && ActBy is null && Stage is (ReferralStage.Received or ReferralStage.Accepted);

    public static ServiceRequest Make(
        RequestSeal seal, MakeReferralRequest asked, Person person, Referral referral, WaitStandard standard, Caller caller, DateTimeOffset now)
    {
        var request = new ServiceRequest
        {
            Id = seal.Request,
            Reference = BookingReference.New(),
            Kind = asked.Kind,
            PersonKey = seal.Cipher.KeyOf(person.NhsNumber).Value,
            Person = SealedPerson.Of(person, seal.Row),
            Texts = SealedRequestTexts.Of(referral, asked.Needs, seal),
            Priority = referral.Priority,
            ConsultedOn = referral.ConsultedOn,
            Service = new(asked.ServiceId),
            NeighbourhoodCode = asked.NeighbourhoodCode,
            ReferredBySubject = caller.Subject,
            ReferredByOrganisation = caller.OrganisationCode,
            ReceivedAt = now,
            DueBy = standard.DueBy(now),
        };
        request.ActBy = standard.ActBy(now);
        request.Change(ReferralStage.Received, ReferralChangeKind.Received, caller, now);
        return request;
    }

    /// <summary>A team takes it on: from here on it is theirs to book.</summary>
    public void Accept(TeamId team, WaitStandard standard, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Received, ReferralStage.Accepted, ReferralStage.Waiting);
        if (Kind == ReferralKind.AdviceRequest) throw new DomainException(ServiceRequestErrors.AdviceOnly);
        if (Team == team && Stage != ReferralStage.Received) throw new DomainException(ServiceRequestErrors.AlreadyTaken);
        Team = team;
        ActBy = standard.ActBy(now);
        Change(ReferralStage.Accepted, ReferralChangeKind.Accepted, caller, now);
    }

    /// <summary>It goes back with advice instead of care, or with the answer that was asked for.</summary>
    public void ReturnWithAdvice(string advice, RequestSeal seal, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Received, ReferralStage.Accepted, ReferralStage.Waiting);
        Texts!.Advice = seal.Close(advice.Trim(), nameof(SealedRequestTexts.Advice));
        Close(ReferralStage.ReturnedWithAdvice, ReferralChangeKind.ReturnedWithAdvice, caller, now);
    }

    /// <summary>The referrer takes it back. What is booked is cancelled first, so that nobody keeps a time for nothing.</summary>
    public void Withdraw(string reason, RequestSeal seal, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Received, ReferralStage.Accepted, ReferralStage.Waiting);
        Texts!.WithdrawalReason = seal.Close(reason.Trim(), nameof(SealedRequestTexts.WithdrawalReason));
        Close(ReferralStage.Withdrawn, ReferralChangeKind.Withdrawn, caller, now);
        OutcomeSeenAt = now;
    }

    /// <summary>Nothing fits: the person waits for a time, by priority and then by how long they have waited.</summary>
    public void Wait(DateOnly? notBefore, bool anywhere, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Received, ReferralStage.Accepted);
        if (Kind == ReferralKind.AdviceRequest) throw new DomainException(ServiceRequestErrors.AdviceOnly);
        (ActBy, WaitsFrom, WaitsAnywhere) = (null, notBefore, anywhere);
        Change(ReferralStage.Waiting, ReferralChangeKind.JoinedWaitingList, caller, now);
    }

    /// <summary>What became of a time that was offered; the person waits on.</summary>
    public void NoteOffer(ReferralChangeKind what, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Waiting);
        Change(ReferralStage.Waiting, what, caller, now);
    }

    /// <summary>Several offers went unanswered: somebody must find out what the person needs.</summary>
    public void LeaveWaitingList(WaitStandard standard, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Waiting);
        ActBy = standard.ActBy(now);
        Change(ReferralStage.Accepted, ReferralChangeKind.LeftWaitingList, caller, now);
    }

    /// <summary>A time is booked for it: the booking's person and service must be its own.</summary>
    public void BookFor(Booking booking, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Received, ReferralStage.Accepted, ReferralStage.Waiting);
        if (Kind == ReferralKind.AdviceRequest) throw new DomainException(ServiceRequestErrors.AdviceOnly);
        if (booking.PersonKey != PersonKey) throw new DomainException(ServiceRequestErrors.OtherPerson);
        if (booking.Service != Service) throw new DomainException(ServiceRequestErrors.OtherService);
        (Booking, Team, ActBy) = (booking.Id, booking.Team, null);
        Change(ReferralStage.Booked, ReferralChangeKind.Booked, caller, now);
    }

    /// <summary>The booking is no more, or the person did not come: somebody must act on the referral again.</summary>
    public void BookingFellAway(ReferralChangeKind why, WaitStandard standard, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Booked);
        (Booking, ActBy) = (null, standard.ActBy(now));
        Change(ReferralStage.Accepted, why, caller, now);
    }

    /// <summary>The booking is no more, or the person did not come, and another of the same series stands: the referral stays booked.</summary>
    public void GoOnTo(Booking next, ReferralChangeKind why, Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Booked);
        (Booking, Team) = (next.Id, next.Team);
        Change(ReferralStage.Booked, why, caller, now);
    }

    /// <summary>Care was given: that is the outcome, which goes back to the referrer.</summary>
    public void BeSeen(Caller caller, DateTimeOffset now)
    {
        MustBe(ReferralStage.Booked);
        Close(ReferralStage.Seen, ReferralChangeKind.Seen, caller, now);
    }

    public void SeeOutcome(Caller caller, DateTimeOffset now)
    {
        if (IsOpen) throw new DomainException(ServiceRequestErrors.StillOpen);
        if (OutcomeSeenAt is not null) return;
        OutcomeSeenAt = now;
        Change(Stage, ReferralChangeKind.OutcomeSeen, caller, now);
    }

    /// <summary>Nobody acted in time. Said once for each time that was to be kept.</summary>
    public void BeLost(Caller caller, DateTimeOffset now)
    {
        (LostAt, ActBy) = (now, null);
        Change(Stage, ReferralChangeKind.Lost, caller, now);
    }

    /// <summary>The wait is longer than its priority allows.</summary>
    public void Breach(Caller caller, DateTimeOffset now)
    {
        BreachedAt = now;
        Change(Stage, ReferralChangeKind.WaitBreached, caller, now);
    }

    /// <summary>From here on it is a fact without a person.</summary>
    public void Erase(DateTimeOffset now)
    {
        if (ErasedAt is not null) throw new DomainException(ServiceRequestErrors.Erased);
        (Person, Texts) = (null, null);
        PersonKey = RandomNumberGenerator.GetHexString(64, lowercase: true);    // of nobody, and of no two the same
        ErasedAt = now;
    }

    public Person OpenPerson(RequestSeal seal) => Person?.Open(seal.Row) ?? throw new DomainException(ServiceRequestErrors.Erased);

    /// <summary>Who is sent on and why, for a booking that answers it.</summary>
    public (Person Person, Referral Referral) Open(RequestSeal seal)
    {
        var person = OpenPerson(seal);
        return (person, new(ConsultedOn, Priority, Texts!.OpenReason(seal), Texts.OpenCommunicationNeeds(seal)));
    }

    private void Close(ReferralStage stage, ReferralChangeKind kind, Caller caller, DateTimeOffset now)
    {
        (ClosedAt, ActBy) = (now, null);
        Change(stage, kind, caller, now);
    }

    private void MustBe(params ReadOnlySpan<ReferralStage> stages)
    {
        if (ErasedAt is not null) throw new DomainException(ServiceRequestErrors.Erased);
        if (!IsOpen) throw new DomainException(ServiceRequestErrors.Closed);
        if (!stages.Contains(Stage)) throw new DomainException(Stage == ReferralStage.Booked ? ServiceRequestErrors.Booked : ServiceRequestErrors.NotBooked);
    }

    private void Change(ReferralStage stage, ReferralChangeKind kind, Caller caller, DateTimeOffset now)
    {
        Stage = stage;
        Sequence++;
        history.Add(ServiceRequestChange.Of(this, kind, caller, now));
    }
}
