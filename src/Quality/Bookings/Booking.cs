using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.CareServices;

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
    Cancelled,
    Delivered,
    DidNotAttend,
}

/// <summary>
/// What became of a booking after it was made; Scheduling owns the rest, and a booking as first made has no copy.
/// </summary>
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

    /// <summary>Takes what an event of the booking says, unless a later event was heard before it.</summary>
    public void Hear(
        int sequence, BookingState state, Guid serviceId, Guid teamId, DateTimeOffset startsAt,
        DateTimeOffset changedAt)
    {
        if (sequence <= Sequence) return;
        Sequence = sequence;
        State = state;
        ServiceId = CareServiceId.From(serviceId);
        TeamId = teamId;
        StartsAt = startsAt;
        ChangedAt = changedAt;
    }
}
