using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Incidents;

internal static class IncidentErrors
{
    /// <summary>There is no such incident, or the caller has no need to know of it: the answer is the same.</summary>
    public static readonly DomainError NotFound =
        new("incident.unknown", "There is no such incident.", ErrorKind.NotFound);

    public static readonly DomainError InTheFuture =
        new("incident.in-the-future", "An incident is told after it occurred.", ErrorKind.Rejected);

    public static readonly DomainError TooLongAgo =
        new("incident.too-long-ago", "An incident lies at most 120 years back.", ErrorKind.Rejected);

    /// <summary>National guidance makes both gradings mandatory for a patient safety incident.</summary>
    public static readonly DomainError HarmMissing =
        new("incident.harm-missing", "An incident states physicalHarm and psychologicalHarm, none included.",
            ErrorKind.Rejected);

    /// <summary>Nothing more can follow from it: nobody could read any more why.</summary>
    public static readonly DomainError Erased =
        new("incident.erased", "What was told of the incident has been erased, because it need not be kept any longer.",
            ErrorKind.Conflict);

    public static readonly DomainError PeriodInvalid =
        new("incident.period-invalid", "A period runs from one date of the years 1900 to 2999 to another that is not earlier.",
            ErrorKind.Rejected);
}
