using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Absences;

internal static class AbsenceErrors
{
    /// <summary>Also said of an absence in a team that the caller has nothing to do with.</summary>
    public static readonly DomainError Unknown =
        new("absence.unknown", "There is no such absence.", ErrorKind.NotFound);

    /// <summary>Also said of members and resources of other teams than the caller's.</summary>
    public static readonly DomainError WhoUnknown =
        new("absence.who-unknown", "None of your teams has such a member, room, equipment or mobile unit.", ErrorKind.NotFound);

    public static readonly DomainError TimeInvalid =
        new("absence.time-invalid", "Send start and end, or the first and last day: a time that ends after it begins, of at most 366 days.",
            ErrorKind.Rejected);

    public static readonly DomainError KindInvalid =
        new("absence.kind-invalid", "Members are on leave, sick or in training; rooms, equipment and mobile units are closed.", ErrorKind.Rejected);

    public static readonly DomainError TooMany =
        new("absence.too-many", "More absences stand for this member or resource than anybody has.", ErrorKind.Conflict);
}
