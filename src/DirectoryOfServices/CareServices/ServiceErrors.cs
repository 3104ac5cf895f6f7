using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.CareServices;

internal static class ServiceErrors
{
    public static readonly DomainError Unknown =
        new("service.unknown", "There is no such service.", ErrorKind.NotFound);

    public static readonly DomainError ProviderUnknown =
        new("service.provider-unknown", "The directory does not hold the service's provider.", ErrorKind.Rejected);

    public static readonly DomainError SiteUnknown =
        new("service.site-unknown", "The directory does not hold one of the service's sites.", ErrorKind.Rejected);

    public static readonly DomainError AgesReversed =
        new("service.ages-reversed", "The lowest age is above the highest.", ErrorKind.Rejected);

    public static readonly DomainError AssuredInTheFuture =
        new("service.assured-in-the-future", "A service cannot have been assured on a day to come.", ErrorKind.Rejected);
}
