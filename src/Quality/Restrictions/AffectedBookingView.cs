namespace IntegratedCare.Quality.Restrictions;

/// <summary>What is left to do about a booking that a restriction touches.</summary>
public enum AffectedBookingState
{
    /// <summary>The person is still booked into the restricted service: somebody has to act.</summary>
    Awaiting,

    /// <summary>The booking was cancelled.</summary>
    Cancelled,

    /// <summary>The booking was moved to another service.</summary>
    MovedAway,

    /// <summary>Care was given in spite of the restriction.</summary>
    Delivered,

    /// <summary>The person did not come.</summary>
    DidNotAttend,

    /// <summary>The restriction was lifted, and the booking stands.</summary>
    Released,
}

/// <summary>A booking that a restriction of the incident touches, as far as is known now.</summary>
public sealed record AffectedBookingView
{
    public required Guid BookingId { get; init; }
    public required string Reference { get; init; }
    public required Guid TeamId { get; init; }
    public required DateTimeOffset Start { get; init; }
    public required AffectedBookingState State { get; init; }
    public required Guid RestrictionId { get; init; }
}
