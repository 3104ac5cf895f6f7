using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Reseating;

internal static class ReseatingErrors
{
    public static readonly DomainError ChangeUnclear =
        new("reseating.change-unclear", "Send what changes: the wanted team, or an absence of its member or resource.", ErrorKind.Rejected);

    /// <summary>Who coordinates a team's care says when it works, not who it is and whom it serves.</summary>
    public static readonly DomainError PatternsOnly =
        new("reseating.patterns-only", "Of their team, coordinators change the working patterns and nothing else.", ErrorKind.Forbidden);

    public static readonly DomainError Stale =
        new("reseating.stale", "The diary has moved since the preview. Look again.", ErrorKind.Conflict);

    public static readonly DomainError TooMany =
        new("reseating.too-many", "The change would orphan more bookings than are re-seated at once. Change less at a time.", ErrorKind.Conflict);
}
