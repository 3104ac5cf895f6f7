using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Organisations;

internal static class OrganisationErrors
{
    public static readonly DomainError DatesReversed =
        new("organisation.dates-reversed", "An organisation cannot close before it opens.", ErrorKind.Rejected);

    public static readonly DomainError ActiveButClosed =
        new("organisation.active-but-closed", "An active organisation has no closing date.", ErrorKind.Rejected);

    public static readonly DomainError CodeTaken =
        new("organisation.code-taken", "Another organisation has this code.", ErrorKind.Conflict);

    public static readonly DomainError OdsCodeTaken =
        new("organisation.ods-code-taken", "Another organisation has this ODS code.", ErrorKind.Conflict);
}
