using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bookings;

internal static class BookingErrors
{
    /// <summary>Also said of a booking that the caller has nothing to do with.</summary>
    public static readonly DomainError Unknown =
        new("booking.unknown", "There is no such booking.", ErrorKind.NotFound);

    /// <summary>Who booked knows of the booking, and was not there when care was given.</summary>
    public static readonly DomainError NotYourTeam =
        new("booking.not-your-team", "Only those who keep the team's diary say how a booking ended.", ErrorKind.Forbidden);

    /// <summary>Its time of keeping is over: what is left is a fact without a person.</summary>
    public static readonly DomainError Erased =
        new("booking.erased", "Whose booking it was has been erased, because it need not be kept any longer.", ErrorKind.Gone);

    public static readonly DomainError Arrived =
        new("booking.arrived", "The person has arrived: the time does not change any more.", ErrorKind.Conflict);

    public static readonly DomainError NotToday =
        new("booking.not-today", "People arrive on the day of their appointment.", ErrorKind.Conflict);

    public static readonly DomainError Closed =
        new("booking.closed", "The booking is cancelled or its outcome is recorded: it does not change any more.", ErrorKind.Conflict);
}
