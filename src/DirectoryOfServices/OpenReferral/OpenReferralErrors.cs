using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

internal static class OpenReferralErrors
{
    // About what a whole list takes.
    private const int ListSeconds = 5;

    /// <summary>The detail names the parameter and says what it takes.</summary>
    public static readonly DomainError ParameterInvalid =
        new("open-referral.parameter-invalid", "A parameter cannot be read.", ErrorKind.Invalid);

    public static readonly DomainError ServiceAtLocationUnknown =
        new("service-at-location.unknown", "There is no such service at a location.", ErrorKind.NotFound);

    public static readonly DomainError OrganizationUnknown =
        new("organization.unknown", "There is no such organization.", ErrorKind.NotFound);

    public static readonly DomainError TermUnknown =
        new("taxonomy-term.unknown", "There is no such taxonomy term.", ErrorKind.NotFound);

    /// <summary>One network has as many as it may, whatever others read.</summary>
    public static readonly DomainError TooManyLists =
        new("open-referral.too-many-lists", "You are reading several whole lists already. Come again when one has ended, or read page by page.",
            ErrorKind.TooMany)
        {
            RetryAfterSeconds = ListSeconds,
        };

    public static readonly DomainError ListsBusy =
        new("open-referral.lists-busy", "As many whole lists as may are being read by others. Come again shortly, or read page by page.",
            ErrorKind.Unavailable)
        {
            RetryAfterSeconds = ListSeconds,
        };

    /// <summary>Nested as asked, the answer would have no bound.</summary>
    public static readonly DomainError TooManyServices =
        new("organization.too-many-services",
            "These organizations have too many services to nest. Ask for fewer a page, or list /services?organization_id=.", ErrorKind.Rejected);
}
