using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.WaitingList;

internal readonly record struct TimeOfferId(Guid Value) : IEntityId<TimeOfferId>
{
    public static TimeOfferId New() => new(Guid.CreateVersion7());
    public static TimeOfferId From(Guid value) => new(value);
}

/// <summary>What became of an offered time.</summary>
public enum OfferState { Open, Accepted, Declined, Lapsed }

/// <summary>A time that came free, kept for somebody who waits until they answer.</summary>
/// <remarks>The hold keeps the time until <c>AnswerBy</c>; whoever comes later finds the offer lapsed and the time with the next one.</remarks>
internal sealed class TimeOffer
{
    public required TimeOfferId Id { get; init; }
    public required ServiceRequestId Request { get; init; }
    public required HoldId Hold { get; init; }
    public required TeamId Team { get; init; }
    public required MemberId Member { get; init; }
    public SiteId? Site { get; init; }                      // null: no building
    public required Delivery Delivery { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required DateTimeOffset OfferedAt { get; init; }
    public required DateTimeOffset AnswerBy { get; init; }
    public OfferState State { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }     // null: open, or lapsed unanswered
    public string? AnsweredBySubject { get; private set; }      // null: as before
    public BookingId? Booking { get; private set; }             // null: not accepted

    public static TimeOffer Of(ServiceRequest request, Hold hold, DateTimeOffset now) => new()
    {
        Id = TimeOfferId.New(),
        Request = request.Id,
        Hold = hold.Id,
        Team = hold.Team,
        Member = hold.Member,
        Site = hold.Site,
        Delivery = hold.Delivery,
        StartsAt = hold.StartsAt,
        EndsAt = hold.EndsAt,
        OfferedAt = now,
        AnswerBy = hold.ExpiresAt,
    };

    public void Accept(BookingId booking, Caller caller, DateTimeOffset now)
    {
        MustBeOpen(now);
        (State, Booking, AnsweredAt, AnsweredBySubject) = (OfferState.Accepted, booking, now, caller.Subject);
    }

    public void Decline(Caller caller, DateTimeOffset now)
    {
        MustBeOpen(now);
        (State, AnsweredAt, AnsweredBySubject) = (OfferState.Declined, now, caller.Subject);
    }

    /// <summary>Nobody answered in time, or the person does not wait any more.</summary>
    public void Lapse() => State = OfferState.Lapsed;

    private void MustBeOpen(DateTimeOffset now)
    {
        if (State is OfferState.Lapsed || (State is OfferState.Open && AnswerBy <= now)) throw new DomainException(OfferErrors.Lapsed);
        if (State is not OfferState.Open) throw new DomainException(OfferErrors.Answered);
    }
}
