using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Resources;

internal static class ResourceErrors
{
    /// <summary>Also said of a resource that none of the caller's teams shares.</summary>
    public static readonly DomainError Unknown =
        new("resource.unknown", "There is no such room, equipment or mobile unit.", ErrorKind.NotFound);

    public static readonly DomainError IsMember =
        new("resource.is-member", "A member of a team bears that id.", ErrorKind.Conflict);

    public static readonly DomainError TeamUnknown =
        new("resource.team-unknown", "A team that is to share it does not stand.", ErrorKind.Rejected);

    public static readonly DomainError CodeInvalid =
        new("resource.code-invalid", "A code has 1 to 50 letters, digits and hyphens.", ErrorKind.Rejected);

    public static readonly DomainError HoursEmpty =
        new("resource.hours-empty", "Hours start and end at the same time, or end before they are valid.", ErrorKind.Rejected);
}
