using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Calendars;

internal static class CalendarErrors
{
    /// <summary>Said alike of a key that never was, of one that is revoked, and of a feed of somebody else's member.</summary>
    public static readonly DomainError Unknown = new("calendar.unknown", "There is no such calendar.", ErrorKind.NotFound);

    public static readonly DomainError MemberUnknown =
        new("calendar.member-unknown", "No team of yours has such a member.", ErrorKind.NotFound);

    public static readonly DomainError TooMany =
        new("calendar.too-many", "The member has five open calendar addresses: revoke one first.", ErrorKind.Conflict);
}
