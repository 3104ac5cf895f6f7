using System.Globalization;

namespace IntegratedCare.Scheduling.Teams;

public sealed record TeamView(
    Guid Id,
    string Name,
    IReadOnlyList<string> NeighbourhoodCodes,
    IReadOnlyList<OfferEntry> Services,
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<PatternEntry> WorkingPatterns,
    bool IsDemonstration)
{
    internal static TeamView Of(Team team) => new(
        team.Id.Value,
        team.Name,
        team.NeighbourhoodCodes,
        [.. team.Offers.Select(o => new OfferEntry(o.Service.Value, o.AppointmentMinutes))],
        [.. team.Members.Where(m => m.IsActive).OrderBy(m => m.DisplayName, StringComparer.Ordinal).Select(MemberView.Of)],
        [.. team.Patterns.OrderBy(p => p.Member.Value).ThenBy(p => p.DayOfWeek).ThenBy(p => p.From).Select(PatternOf)],
        team.IsDemonstration);

    private static PatternEntry PatternOf(WorkingPattern pattern) => new(
        pattern.Member.Value, pattern.DayOfWeek, TimeOf(pattern.From), TimeOf(pattern.Until), pattern.Delivery,
        pattern.Site?.Value, pattern.ValidFrom, pattern.ValidTo);

    private static string TimeOf(TimeOnly time) => time.ToString(PatternEntry.TimeFormat, CultureInfo.InvariantCulture);
}

public sealed record MemberView(Guid Id, string DisplayName, string Profession, string EmployerOrganisationCode)
{
    internal static MemberView Of(Member member) =>
        new(member.Id.Value, member.DisplayName, member.Profession, member.EmployerOrganisationCode);
}

/// <summary>A team as a list shows it; its hours are in <see cref="TeamView"/>.</summary>
public sealed record TeamSummary(
    Guid Id, string Name, IReadOnlyList<string> NeighbourhoodCodes, IReadOnlyList<Guid> ServiceIds, int MemberCount, bool IsDemonstration);
