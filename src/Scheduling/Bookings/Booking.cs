using System.Security.Cryptography;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Bookings;

internal readonly record struct BookingId(Guid Value) : IEntityId<BookingId>
{
    public static BookingId New() => new(Guid.CreateVersion7());
    public static BookingId From(Guid value) => new(value);
}

public enum BookingStatus { Confirmed, Cancelled, Attended, DidNotAttend, Arrived }

/// <summary>A person holds a time in a team's diary.</summary>
/// <remarks>
/// <c>Sequence</c> counts the changes: each has one event and one line of history. It is open while it is confirmed or the person has arrived; a closed booking (cancelled, attended, did not attend) never
/// changes again. The time itself is claimed in <c>resource_claims</c>; a cancelled booking claims none.
/// </remarks>
internal sealed class Booking
{
    private readonly List<BookingChange> history = [];

    public required BookingId Id { get; init; }
    public required string Reference { get; init; }
    public required string PersonKey { get; set; }
    public required SealedPerson? Person { get; set; }          // null: erased
    public required Priority Priority { get; init; }
    public required DateOnly ConsultedOn { get; init; }
    public required SealedReferral? Referral { get; set; }      // null: erased
    public required string BookedBySubject { get; init; }
    public string? BookedByOrganisation { get; init; }          // null: a program of the place booked
    public ServiceRequestId? Request { get; init; }             // null: booked without a referral on the worklist
    public BookingSeriesId? Series { get; init; }               // null: booked for itself
    public BundleId? Bundle { get; init; }                      // null: no step of a bundle
    public byte[]? CancellationReason { get; private set; }     // null: not cancelled, or erased
    public byte[]? OverbookingReason { get; private set; }      // null: never booked on top of another, or erased
    public DateTimeOffset? ErasedAt { get; private set; }       // null: it still says whose it is
    public BookingStatus Status { get; private set; }
    public int Sequence { get; private set; }

    /// <summary>The hold that gave the booking its time; one hold gives time to one booking.</summary>
    public HoldId Hold { get; private set; }
    public TeamId Team { get; private set; }
    public MemberId Member { get; private set; }
    public ServiceId Service { get; private set; }
    public SiteId? Site { get; private set; }                   // null: no building
    public Delivery Delivery { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>It is on top of a time that somebody else has: urgent, with a reason, and only one.</summary>
    public bool IsOverbooked { get; private set; }

    public IReadOnlyList<BookingChange> History => history;

    public static Booking Make(
        BookingSeal seal, Hold hold, Person person, Referral referral, ServiceRequestId? request, Caller caller, DateTimeOffset now,
        BookedTogether together = default, string? overbookingReason = null)
    {
        var booking = new Booking
        {
            Id = seal.Booking,
            Reference = BookingReference.New(),
            PersonKey = seal.Cipher.KeyOf(person.NhsNumber).Value,
            Person = SealedPerson.Of(person, seal.Row),
            Priority = referral.Priority,
            ConsultedOn = referral.ConsultedOn,
            Referral = SealedReferral.Of(referral, seal),
            BookedBySubject = caller.Subject,
            BookedByOrganisation = caller.OrganisationCode,
            Request = request,
            Series = together.Series,
            Bundle = together.Bundle,
        };
        booking.TakeTimeOf(hold);
        if (overbookingReason is { } why)
            (booking.IsOverbooked, booking.OverbookingReason) = (true, seal.Close(why.Trim(), nameof(OverbookingReason)));
        booking.Change(BookingStatus.Confirmed, booking.IsOverbooked ? BookingChangeKind.Overbooked : BookingChangeKind.Confirmed, caller, now);
        return booking;
    }

    /// <summary>Moves to the time of another hold of the same service; the caller takes care that the old time is freed with it.</summary>
    public void Reschedule(Hold hold, Caller caller, DateTimeOffset now)
    {
        MustNotHaveArrived();
        if (hold.Service != Service) throw new DomainException(HoldErrors.OtherService);
        TakeTimeOf(hold);
        Change(BookingStatus.Confirmed, BookingChangeKind.Rescheduled, caller, now);
    }

    /// <summary>Moves to a slot of its own team, because what it had is not offered any more or somebody else needs it.</summary>
    public void Reseat(Slot slot, Caller caller, DateTimeOffset now)
    {
        MustNotHaveArrived();
        IsOverbooked = false;
        (Member, Site, Delivery) = (slot.Member, slot.Site, slot.Delivery);
        (StartsAt, EndsAt) = (slot.Time.Start, slot.Time.End);
        Change(BookingStatus.Confirmed, BookingChangeKind.Rescheduled, caller, now);
    }

    public void Cancel(string reason, BookingSeal seal, Caller caller, DateTimeOffset now)
    {
        MustBeOpen();
        CancellationReason = seal.Close(reason.Trim(), nameof(CancellationReason));
        Change(BookingStatus.Cancelled, BookingChangeKind.Cancelled, caller, now);
    }

    /// <summary>The person is there, on the day: the team sees who waits.</summary>
    public void Arrive(Caller caller, DateTimeOffset now)
    {
        MustNotHaveArrived();
        if (LondonTime.DateOf(StartsAt) != LondonTime.DateOf(now)) throw new DomainException(BookingErrors.NotToday);
        Change(BookingStatus.Arrived, BookingChangeKind.Arrived, caller, now);
    }

    // The outcome may be said from the moment of booking: teams see a person earlier than planned and close the list ahead, and know best.
    // The history keeps when it was said beside when the appointment was to be, so that an auditor sees an outcome that came early.
    public void RecordAttendance(AttendanceOutcome outcome, Caller caller, DateTimeOffset now)
    {
        MustBeOpen();
        var (status, kind) = outcome switch
        {
            AttendanceOutcome.Attended => (BookingStatus.Attended, BookingChangeKind.Attended),
            AttendanceOutcome.DidNotAttend => (BookingStatus.DidNotAttend, BookingChangeKind.DidNotAttend),
        };
        Change(status, kind, caller, now);
    }

    /// <summary>From here on it is a fact without a person: what was done stays, and nobody can say to whom.</summary>
    public void Erase(DateTimeOffset now)
    {
        if (ErasedAt is not null) throw new DomainException(BookingErrors.Erased);
        (Person, Referral, CancellationReason, OverbookingReason) = (null, null, null, null);
        PersonKey = UnlinkableKey();
        ErasedAt = now;
    }

    public Person OpenPerson(BookingSeal seal) => Person?.Open(seal.Row) ?? throw new DomainException(BookingErrors.Erased);

    public Contact OpenContact(BookingSeal seal) => Person?.OpenContact(seal.Row) ?? throw new DomainException(BookingErrors.Erased);

    public DateOnly OpenDateOfBirth(BookingSeal seal) => Person?.OpenDateOfBirth(seal.Row) ?? throw new DomainException(BookingErrors.Erased);

    public string OpenReason(BookingSeal seal) => Referral?.OpenReason(seal) ?? throw new DomainException(BookingErrors.Erased);

    public IReadOnlyList<string> OpenNeeds(BookingSeal seal) => Referral?.OpenNeeds(seal) ?? throw new DomainException(BookingErrors.Erased);

    public string? OpenCancellationReason(BookingSeal seal) =>
        CancellationReason is null ? null : seal.Open(CancellationReason, nameof(CancellationReason));

    public string? OpenOverbookingReason(BookingSeal seal) =>
        OverbookingReason is null ? null : seal.Open(OverbookingReason, nameof(OverbookingReason));

    private void MustBeOpen()
    {
        if (ErasedAt is not null) throw new DomainException(BookingErrors.Erased);
        if (Status is not (BookingStatus.Confirmed or BookingStatus.Arrived)) throw new DomainException(BookingErrors.Closed);
    }

    private void MustNotHaveArrived()
    {
        MustBeOpen();
        if (Status == BookingStatus.Arrived) throw new DomainException(BookingErrors.Arrived);
    }

    // As long as a key, and of nobody: two erased bookings of one person have two.
    private static string UnlinkableKey() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    private void TakeTimeOf(Hold hold)
    {
        IsOverbooked = false;
        Hold = hold.Id;
        Team = hold.Team;
        Member = hold.Member;
        Service = hold.Service;
        Site = hold.Site;
        Delivery = hold.Delivery;
        StartsAt = hold.StartsAt;
        EndsAt = hold.EndsAt;
    }

    private void Change(BookingStatus status, BookingChangeKind kind, Caller caller, DateTimeOffset now)
    {
        Status = status;
        Sequence++;
        history.Add(BookingChange.Of(this, kind, caller, now));
    }
}
