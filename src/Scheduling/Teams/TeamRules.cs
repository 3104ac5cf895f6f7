using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Resources;

namespace IntegratedCare.Scheduling.Teams;

/// <summary>What a description of a team must fulfil beyond its shape.</summary>
internal static class TeamRules
{
    private const int RulesMax = 200;
    private const int NeighbourhoodCodeLengthMax = 50;

    public static void Check(PutTeamRequest asked)
    {
        if (asked.Services.Any(s => s is null || HoldsNull(s.Skills) || HoldsNull(s.Needs))
            || asked.Members.Any(m => m is null || HoldsNull(m.Skills)) || asked.WorkingPatterns.Any(p => p is null))
            throw new DomainException(RequestErrors.Invalid, "A list holds null.");
        if (asked.NeighbourhoodCodes.Any(c => string.IsNullOrWhiteSpace(c) || c.Length > NeighbourhoodCodeLengthMax))
            throw new DomainException(TeamErrors.NeighbourhoodInvalid);
        if (asked.Members.DistinctBy(m => m.Id).Count() != asked.Members.Count)
            throw new DomainException(TeamErrors.MemberTwice);
        if (asked.Services.DistinctBy(s => s.ServiceId).Count() != asked.Services.Count)
            throw new DomainException(TeamErrors.ServiceTwice);

        if (asked.Services.Any(s => 60 % (s.AlignmentMinutes ?? 60) != 0)) throw new DomainException(TeamErrors.AlignmentInvalid);
        var codes = asked.Members.SelectMany(m => m.Skills ?? []).Concat(asked.Services.SelectMany(s => s.Skills ?? []))
            .Concat(asked.Services.SelectMany(s => s.Needs ?? []).Select(n => n.Code).OfType<string>());
        if (!codes.All(ResourceRules.IsCode)) throw new DomainException(TeamErrors.CodeInvalid);
        CheckPatterns(asked);
    }

    private static void CheckPatterns(PutTeamRequest asked)
    {
        var members = asked.Members.Select(m => m.Id).ToHashSet();
        if (asked.WorkingPatterns.Any(p => !members.Contains(p.MemberId)))
            throw new DomainException(TeamErrors.PatternMemberUnknown);

        if (asked.WorkingPatterns.Count(p => p.Rule is not null) > RulesMax)
            throw new DomainException(TeamErrors.TooManyRules, $"At most {RulesMax} rules a team, and {HoursRules.ByDatesMax} hours a member that do not simply repeat every week.");
        var patterns = asked.WorkingPatterns.Select(WorkingPattern.Of).ToList();
        if (patterns.Any(p => HoursRules.AreEmpty(p.Hours))) throw new DomainException(TeamErrors.PatternEmpty);
        foreach (var ofMember in patterns.GroupBy(p => p.Member, p => p.Hours).Select(g => g.ToList()))
        {
            if (ofMember.Count(h => !h.IsPlainlyWeekly) > HoursRules.ByDatesMax) throw new DomainException(TeamErrors.TooManyRules);
            if (HoursRules.AnyOverlap(ofMember)) throw new DomainException(TeamErrors.PatternsOverlap);
        }
    }

    private static bool HoldsNull(IEnumerable<object?>? list) => list?.Any(item => item is null) is true;
}
