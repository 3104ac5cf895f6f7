using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.CareServices;

internal static class CareServiceErrors
{
    /// <summary>The directory knows no such service, or its event has not reached us yet.</summary>
    public static readonly DomainError Unknown =
        new("service.unknown", "There is no such service.", ErrorKind.NotFound);

    public static readonly DomainError Restricted =
        new("service.restricted", "The service takes no new bookings: the chief nurse's office has restricted it.", ErrorKind.Conflict);

    public static readonly DomainError NotBookable =
        new("service.not-bookable", "The service takes no bookings.", ErrorKind.Conflict);
}
