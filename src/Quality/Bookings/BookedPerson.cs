namespace IntegratedCare.Quality.Bookings;

/// <summary>
/// Whose booking it is, under their pseudonym: so that reading an incident of a booking is in the audit as reading of that person.
/// </summary>
internal sealed class BookedPerson
{
    public required BookingId BookingId { get; init; }
    public string? PersonKey { get; init; }     // null: erased
}
