using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.BreakGlass;

internal static class BreakGlassErrors
{
    /// <summary>Also said of somebody else's.</summary>
    public static readonly DomainError Unknown =
        new("break-glass.unknown", "There is no such emergency access.", ErrorKind.NotFound);

    public static readonly DomainError PeopleOnly =
        new("break-glass.people-only", "Only a person can answer for an emergency; a program cannot.", ErrorKind.Forbidden);

    public static readonly DomainError TooOften =
        new("break-glass.too-often", "You have opened records in emergencies too often in 24 hours. Ask the privacy officer.", ErrorKind.Conflict);

    public static readonly DomainError Ended =
        new("break-glass.ended", "The emergency access has ended already.", ErrorKind.Conflict);

    public static readonly DomainError StillOpen =
        new("break-glass.still-open", "The emergency access is still open: end it before you review it.", ErrorKind.Conflict);

    public static readonly DomainError Reviewed =
        new("break-glass.reviewed", "It has been reviewed, and a review is final.", ErrorKind.Conflict);

    public static readonly DomainError OwnGrant =
        new("break-glass.own-grant", "Nobody reviews what they opened themselves.", ErrorKind.Forbidden);
}
