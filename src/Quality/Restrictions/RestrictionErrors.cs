using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Restrictions;

internal static class RestrictionErrors
{
    public static readonly DomainError NotFound =
        new("restriction.unknown", "There is no such restriction.", ErrorKind.NotFound);

    public static readonly DomainError IncidentUnknown =
        new("restriction.incident-unknown", "A restriction rests on an incident that was logged.", ErrorKind.Rejected);

    public static readonly DomainError ServiceUnknown =
        new("restriction.service-unknown", "The directory has not published such a service.", ErrorKind.Rejected);

    public static readonly DomainError AlreadyStands =
        new("restriction.already-stands", "The service is already restricted because of this incident.",
            ErrorKind.Conflict);

    public static readonly DomainError AlreadyLifted =
        new("restriction.already-lifted", "The restriction has already been lifted.", ErrorKind.Conflict);
}
