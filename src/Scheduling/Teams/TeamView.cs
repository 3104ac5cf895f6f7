using IntegratedCare.Scheduling.Hours;
using IntegratedCare.Scheduling.Resources;

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
        [.. team.Offers.Select(OfferOf)],
        [.. team.Members.Where(m => m.IsActive).OrderBy(m => m.DisplayName, StringComparer.Ordinal).Select(MemberView.Of)],
        [.. team.Patterns.OrderBy(p => p.Member.Value).ThenBy(p => p.Hours.DayOfWeek).ThenBy(p => p.Hours.From).Select(PatternOf)],
        team.IsDemonstration);

    // What an offer or a pattern does not ask for is left out, as it may be when it is put.
    private static OfferEntry OfferOf(Offer offer) => new(
        offer.Service.Value, offer.AppointmentMinutes, NullIf(0, offer.BufferBeforeMinutes), NullIf(0, offer.BufferAfterMinutes),
        offer.AlignmentMinutes, NullIf(1, offer.Places), NullIf(1, offer.Staff), offer.Skills.Count == 0 ? null : offer.Skills,
        offer.Needs.Count == 0 ? null : [.. offer.Needs.Select(Need.Parse).Select(n => new NeedEntry(n.Kind, n.Code))], offer.Preparation);

    private static PatternEntry PatternOf(WorkingPattern pattern)
    {
        var hours = HoursEntry.Of(pattern.Hours);
        return new(
            pattern.Member.Value, hours.From, hours.Until, pattern.Delivery, hours.DayOfWeek, pattern.Site?.Value, hours.ValidFrom, hours.ValidTo,
            hours.EveryWeeks, hours.Rule, hours.ExceptDates, hours.ExtraDates, hours.OnBankHolidays);
    }

    private static int? NullIf(int usual, int value) => value == usual ? null : value;
}

public sealed record MemberView(Guid Id, string DisplayName, string Profession, string EmployerOrganisationCode, IReadOnlyList<string>? Skills)
{
    internal static MemberView Of(Member member) =>
        new(member.Id.Value, member.DisplayName, member.Profession, member.EmployerOrganisationCode,
            member.Skills.Count == 0 ? null : member.Skills);
}

/// <summary>A team as a list shows it; its hours are in <see cref="TeamView"/>.</summary>
public sealed record TeamSummary(
    Guid Id, string Name, IReadOnlyList<string> NeighbourhoodCodes, IReadOnlyList<Guid> ServiceIds, int MemberCount, bool IsDemonstration);
