using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Holds;

internal static class HoldErrors
{
    /// <summary>Also said of a hold that somebody else has.</summary>
    public static readonly DomainError Unknown =
        new("hold.unknown", "There is no such hold.", ErrorKind.NotFound);

    public static readonly DomainError Expired =
        new("hold.expired", "The hold has ended. Choose a slot again.", ErrorKind.Gone);

    public static readonly DomainError Used =
        new("hold.used", "The hold has become a booking already.", ErrorKind.Conflict);

    public static readonly DomainError TooMany =
        new("hold.too-many", "You hold more times than the place allows at once. Book or let go first.", ErrorKind.Conflict);

    public static readonly DomainError Twice =
        new("hold.twice", "A hold is named twice.", ErrorKind.Rejected);

    public static readonly DomainError OtherService =
        new("hold.other-service", "The held slot is for another service than the booking.", ErrorKind.Rejected);
}
