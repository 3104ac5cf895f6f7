namespace IntegratedCare.Contracts.Scheduling;

/// <summary>One booking within <see cref="BookingsAffected"/>.</summary>
public sealed record AffectedBooking(
    Guid BookingId,
    string Reference,
    Guid TeamId,
    DateTimeOffset StartsAt);
