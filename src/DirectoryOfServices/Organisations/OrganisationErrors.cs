using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Organisations;

internal static class OrganisationErrors
{
    public static readonly DomainError Unknown =
        new("organisation.unknown", "There is no such organisation.", ErrorKind.NotFound);

    /// <summary>Whoever gives an organisation its code decides whose people speak for it.</summary>
    public static readonly DomainError CodeNotYours =
        new("organisation.code-not-yours", "Only the place's own data say for which organisation people sign in.", ErrorKind.Forbidden);

    public static readonly DomainError DatesReversed =
        new("organisation.dates-reversed", "An organisation cannot close before it opens.", ErrorKind.Rejected);

    public static readonly DomainError ActiveButClosed =
        new("organisation.active-but-closed", "An active organisation has no closing date.", ErrorKind.Rejected);

    public static readonly DomainError CodeTaken =
        new("organisation.code-taken", "Another organisation has this code.", ErrorKind.Conflict);

    public static readonly DomainError OdsCodeTaken =
        new("organisation.ods-code-taken", "Another organisation has this ODS code.", ErrorKind.Conflict);
}
