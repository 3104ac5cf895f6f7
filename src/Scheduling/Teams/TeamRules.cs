using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Teams;

/// <summary>What a description of a team must fulfil beyond its shape.</summary>
internal static class TeamRules
{
    private const int MinutesPerDay = 24 * 60;
    private const int MinutesPerWeek = 7 * MinutesPerDay;
    private const int NeighbourhoodCodeLengthMax = 50;

    public static void Check(PutTeamRequest asked)
    {
        if (asked.Services.Any(s => s is null) || asked.Members.Any(m => m is null) || asked.WorkingPatterns.Any(p => p is null))
            throw new DomainException(RequestErrors.Invalid, "A list holds null.");
        if (asked.NeighbourhoodCodes.Any(c => string.IsNullOrWhiteSpace(c) || c.Length > NeighbourhoodCodeLengthMax))
            throw new DomainException(TeamErrors.NeighbourhoodInvalid);
        if (asked.Members.DistinctBy(m => m.Id).Count() != asked.Members.Count)
            throw new DomainException(TeamErrors.MemberTwice);
        if (asked.Services.DistinctBy(s => s.ServiceId).Count() != asked.Services.Count)
            throw new DomainException(TeamErrors.ServiceTwice);

        var members = asked.Members.Select(m => m.Id).ToHashSet();
        if (asked.WorkingPatterns.Any(p => !members.Contains(p.MemberId)))
            throw new DomainException(TeamErrors.PatternMemberUnknown);

        var patterns = asked.WorkingPatterns.Select(WorkingPattern.Of).ToList();
        if (patterns.Any(p => p.From == p.Until || p.ValidFrom > p.ValidTo))
            throw new DomainException(TeamErrors.PatternEmpty);
        if (patterns.GroupBy(p => p.Member).Any(AnyOverlap))
            throw new DomainException(TeamErrors.PatternsOverlap);
    }

    private static bool AnyOverlap(IEnumerable<WorkingPattern> patterns)
    {
        var all = patterns.ToList();
        return all.Where((pattern, i) => all.Skip(i + 1).Any(other => Overlap(pattern, other))).Any();
    }

    // Over midnight a pattern's validity ends a day later than it says, so validity is compared with a day to spare.
    private static bool Overlap(WorkingPattern a, WorkingPattern b)
    {
        var (start, otherStart) = (StartMinute(a), StartMinute(b));
        var (length, otherLength) = (Minutes(a), Minutes(b));
        var inWeek = Ahead(start, otherStart) < length || Ahead(otherStart, start) < otherLength;
        var spareDays = a.DayOfWeek == b.DayOfWeek ? 0 : 1;
        var inYear = !(a.ValidTo?.DayNumber + spareDays < b.ValidFrom?.DayNumber)
            && !(b.ValidTo?.DayNumber + spareDays < a.ValidFrom?.DayNumber);
        return inWeek && inYear;
    }

    private static int StartMinute(WorkingPattern p) => ((int)p.DayOfWeek * MinutesPerDay) + (int)p.From.ToTimeSpan().TotalMinutes;

    private static int Minutes(WorkingPattern p) =>
        (MinutesPerDay + (int)(p.Until.ToTimeSpan() - p.From.ToTimeSpan()).TotalMinutes) % MinutesPerDay;

    private static int Ahead(int from, int to) => (to - from + MinutesPerWeek) % MinutesPerWeek;
}
