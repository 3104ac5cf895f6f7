using IntegratedCare.Contracts.Scheduling;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>What the world hears of a booking: its present state, under a pseudonym.</summary>
internal static class BookingEvents
{
    /// <param name="b">The booking as it stands.</param>
    /// <param name="neighbourhood">The one that its team serves; null where that is none or several.</param>
    /// <param name="now">When it became so.</param>
    public static BookingConfirmed Confirmed(this Booking b, string? neighbourhood, DateTimeOffset now) => new(
        b.Id.Value, b.Sequence, b.Reference, b.PersonKey, b.Service.Value, b.Team.Value, b.Site?.Value, b.StartsAt, b.EndsAt,
        b.Priority.Word(), b.ConsultedOn, now, neighbourhood);

    /// <inheritdoc cref="Confirmed"/>
    public static BookingRescheduled Rescheduled(this Booking b, DateTimeOffset previousStart, string? neighbourhood, DateTimeOffset now) => new(
        b.Id.Value, b.Sequence, b.Reference, b.PersonKey, b.Service.Value, b.Team.Value, b.Site?.Value, b.StartsAt, b.EndsAt,
        previousStart, now, neighbourhood);

    public static BookingCancelled Cancelled(this Booking b, DateTimeOffset now) => new(
        b.Id.Value, b.Sequence, b.Reference, b.PersonKey, b.Service.Value, b.Team.Value, b.Site?.Value, b.StartsAt, b.EndsAt, now);

    public static CareDelivered CareDelivered(this Booking b, DateTimeOffset now) => new(
        b.Id.Value, b.Sequence, b.Reference, b.PersonKey, b.Service.Value, b.Team.Value, b.Site?.Value, b.StartsAt, b.EndsAt, now);

    public static PersonDidNotAttend PersonDidNotAttend(this Booking b, DateTimeOffset now) => new(
        b.Id.Value, b.Sequence, b.Reference, b.PersonKey, b.Service.Value, b.Team.Value, b.Site?.Value, b.StartsAt, b.EndsAt, now);

    public static PersonArrived PersonArrived(this Booking b, DateTimeOffset now) => new(
        b.Id.Value, b.Sequence, b.Reference, b.PersonKey, b.Service.Value, b.Team.Value, b.Site?.Value, b.StartsAt, b.EndsAt, now);

    /// <summary>An erasure has no line of history, and nothing comes after it.</summary>
    public static BookingErased Erased(this Booking b, DateTimeOffset now) => new(b.Id.Value, b.Sequence + 1, now);

    public static string Word(this Priority priority) => priority switch
    {
        Priority.Routine => "routine",
        Priority.Soon => "soon",
        Priority.Urgent => "urgent",
    };
}
