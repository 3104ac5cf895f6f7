using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.Sites;

namespace IntegratedCare.Quality.Bookings;

/// <summary>A booking of Scheduling.</summary>
internal readonly record struct BookingId(Guid Value) : IEntityId<BookingId>
{
    public static BookingId From(Guid value) => new(value);
}

/// <summary>What last became of a booking.</summary>
internal enum BookingState
{
    Moved,
    Confirmed,
    Cancelled,
    Delivered,
    DidNotAttend,
}

/// <summary>What is known of a booking: when and where it is, after which consultation, and what last became of it. Scheduling owns the rest.</summary>
/// <remarks>
/// Kept apart from the lists of affected bookings, because a cancellation may be heard before the list that names the
/// booking: whichever comes first, both stand, and the reader puts them together.
/// </remarks>
internal sealed class Booking
{
    public required BookingId Id { get; init; }
    public int Sequence { get; private set; }
    public BookingState State { get; private set; }
    public CareServiceId ServiceId { get; private set; }
    public Guid TeamId { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public SiteId? SiteId { get; private set; }             // null: no building, or none heard of yet
    public DateOnly? ConsultedOn { get; private set; }      // null: its confirmation has not been heard yet

    /// <summary>The one neighbourhood that the team serves; null where it serves several, or none has been heard of yet.</summary>
    public string? NeighbourhoodCode { get; private set; }
    public int NeighbourhoodSequence { get; private set; }

    /// <summary>
    /// True where an earlier contact of the same person, service and consultation was had; said when the person is erased, for then it cannot be told
    /// any more.
    /// </summary>
    public bool? IsFollowUp { get; private set; }

    /// <summary>Takes what an event of the booking says, unless a later event was heard before it.</summary>
    public void Hear(
        int sequence, BookingState state, Guid serviceId, Guid teamId, DateTimeOffset startsAt,
        DateTimeOffset changedAt, Guid? siteId = null)
    {
        if (sequence <= Sequence) return;
        Sequence = sequence;
        State = state;
        ServiceId = CareServiceId.From(serviceId);
        TeamId = teamId;
        StartsAt = startsAt;
        ChangedAt = changedAt;
        SiteId = siteId is { } site ? Sites.SiteId.From(site) : null;
    }

    /// <summary>Takes after which consultation it was made, which never changes and only the confirmation says.</summary>
    public void HearConsultation(DateOnly consultedOn) => ConsultedOn = consultedOn;

    /// <summary>Takes the neighbourhood that a confirmation or a move says, unless a later one was heard before it; other events say none.</summary>
    public void HearNeighbourhood(int sequence, string? neighbourhoodCode)
    {
        if (sequence <= NeighbourhoodSequence) return;
        (NeighbourhoodCode, NeighbourhoodSequence) = (neighbourhoodCode, sequence);
    }
}
