using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Teams;

internal static class TeamErrors
{
    /// <summary>Also said of a team that the caller has nothing to do with.</summary>
    public static readonly DomainError Unknown =
        new("team.unknown", "There is no such team.", ErrorKind.NotFound);

    public static readonly DomainError MemberTwice =
        new("team.member-twice", "A member stands in the team twice.", ErrorKind.Rejected);

    public static readonly DomainError ServiceTwice =
        new("team.service-twice", "A service stands in the team twice.", ErrorKind.Rejected);

    public static readonly DomainError NeighbourhoodInvalid =
        new("team.neighbourhood-invalid", "A neighbourhood code has 1 to 50 characters.", ErrorKind.Rejected);

    public static readonly DomainError PatternMemberUnknown =
        new("team.pattern-member-unknown", "A working pattern names somebody who is not in the team.", ErrorKind.Rejected);

    public static readonly DomainError PatternEmpty =
        new("team.pattern-empty", "A working pattern starts and ends at the same time, or ends before it is valid.", ErrorKind.Rejected);

    public static readonly DomainError TooManyRules =
        new("team.too-many-rules", "More hours repeat by rules or dates than a team is compared for.", ErrorKind.Rejected);

    public static readonly DomainError AlignmentInvalid =
        new("team.alignment-invalid", "Starts are aligned to minutes that divide the hour: 5, 6, 10, 12, 15, 20, 30 or 60.", ErrorKind.Rejected);

    public static readonly DomainError CodeInvalid =
        new("team.code-invalid", "Codes of skills and needs have 1 to 50 letters, digits and hyphens.", ErrorKind.Rejected);

    public static readonly DomainError MemberIsResource =
        new("team.member-is-resource", "A room, equipment or mobile unit bears the id of a member.", ErrorKind.Conflict);

    public static readonly DomainError PatternsOverlap =
        new("team.patterns-overlap", "Two working patterns put a member in two places at once.", ErrorKind.Rejected);
}
