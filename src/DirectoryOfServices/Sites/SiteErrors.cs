using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Sites;

internal static class SiteErrors
{
    public static readonly DomainError Unknown = new("site.unknown", "There is no such site.", ErrorKind.NotFound);

    public static readonly DomainError OrganisationUnknown =
        new("site.organisation-unknown", "The directory does not hold the site's organisation.", ErrorKind.Rejected);

    public static readonly DomainError AddressMissing =
        new("site.address-missing", "A site that is neither virtual nor a home has an address.", ErrorKind.Rejected);

    public static readonly DomainError PositionHalf =
        new("site.position-half", "A position has both latitude and longitude.", ErrorKind.Rejected);
}
