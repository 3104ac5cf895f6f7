using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

internal static class OpenReferralErrors
{
    /// <summary>The detail names the parameter and says what it takes.</summary>
    public static readonly DomainError ParameterInvalid =
        new("open-referral.parameter-invalid", "A parameter cannot be read.", ErrorKind.Invalid);

    public static readonly DomainError ServiceAtLocationUnknown =
        new("service-at-location.unknown", "There is no such service at a location.", ErrorKind.NotFound);

    public static readonly DomainError OrganizationUnknown =
        new("organization.unknown", "There is no such organization.", ErrorKind.NotFound);

    public static readonly DomainError TermUnknown =
        new("taxonomy-term.unknown", "There is no such taxonomy term.", ErrorKind.NotFound);

    public static readonly DomainError TooManyLists =
        new("open-referral.too-many-lists", "Several whole lists are being read. Come again shortly, or read page by page.", ErrorKind.TooMany);

    /// <summary>Nested as asked, the answer would have no bound.</summary>
    public static readonly DomainError TooManyServices =
        new("organization.too-many-services",
            "These organizations have too many services to nest. Ask for fewer a page, or list /services?organization_id=.", ErrorKind.Rejected);
}
