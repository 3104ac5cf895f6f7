using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bookings;

internal static class OverbookingErrors
{
    public static readonly DomainError TimeFree =
        new("overbooking.time-free", "Nobody has that time: hold it and book it.", ErrorKind.Conflict);

    public static readonly DomainError OnTopAlready =
        new("overbooking.on-top-already", "Somebody is booked on top of that time already.", ErrorKind.Conflict);

    public static readonly DomainError TooMany =
        new("overbooking.too-many", "The member has as many bookings on top of others that day as the place allows.", ErrorKind.Conflict);

    public static readonly DomainError TakesMore =
        new("overbooking.takes-more", "Only what one member gives alone to one person can be booked on top of another.", ErrorKind.Rejected);
}
