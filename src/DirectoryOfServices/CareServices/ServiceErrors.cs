using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.CareServices;

internal static class ServiceErrors
{
    public static readonly DomainError Unknown =
        new("service.unknown", "There is no such service.", ErrorKind.NotFound);

    /// <summary>That the service exists is public; who speaks for it is not everybody.</summary>
    public static readonly DomainError NotYourOrganisation =
        new("service.not-your-organisation", "Only those who answer for the service may say this of it.", ErrorKind.Forbidden);

    public static readonly DomainError ProviderUnknown =
        new("service.provider-unknown", "The directory does not hold the service's provider.", ErrorKind.Rejected);

    public static readonly DomainError SiteUnknown =
        new("service.site-unknown", "The directory does not hold one of the service's sites.", ErrorKind.Rejected);

    public static readonly DomainError AgesReversed =
        new("service.ages-reversed", "The lowest age is above the highest.", ErrorKind.Rejected);

    public static readonly DomainError AssuredInTheFuture =
        new("service.assured-in-the-future", "A service cannot have been assured on a day to come.", ErrorKind.Rejected);
}
