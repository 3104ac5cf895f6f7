using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Bookings;

internal static class ReferralErrors
{
    public static readonly DomainError ConsultedInTheFuture =
        new("referral.consulted-in-the-future", "The consultation lies in the future.", ErrorKind.Rejected);

    public static readonly DomainError ConsultedBeforeBirth =
        new("referral.consulted-before-birth", "The consultation lies before the person's birth.", ErrorKind.Rejected);

    public static readonly DomainError CommunicationNeedInvalid =
        new("referral.communication-need-invalid", "A communication need has 1 to 200 characters.", ErrorKind.Rejected);
}
