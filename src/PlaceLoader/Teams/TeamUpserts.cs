using IntegratedCare.PlaceLoader.CareServices;
using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Sites;

namespace IntegratedCare.PlaceLoader.Teams;

internal static class TeamUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from team in place.Teams
        select new Upsert(
            "teams",
            team.Row,
            $"api/scheduling/teams/{place.IdOf("team", team.Code)}",
            new
            {
                team.Name,
                NeighbourhoodCodes = team.Neighbourhoods.Count > 0
                    ? team.Neighbourhoods
                    : [.. place.Neighbourhoods.Select(neighbourhood => neighbourhood.Code)],
                Services = place.OffersOf(team).Select(offer => new
                {
                    ServiceId = CareServiceUpserts.IdOf(place, offer.Service),
                    offer.AppointmentMinutes,
                    offer.BufferBeforeMinutes,
                    offer.BufferAfterMinutes,
                    offer.AlignmentMinutes,
                    offer.Places,
                    offer.Staff,
                    Skills = NullIfNone(offer.Skills),
                    Needs = NullIfNone([.. offer.Needs.Select(need => new { need.Kind, Code = need.Type })]),
                    offer.Preparation,
                }),
                Members = place.MembersOf(team).Select(member => new
                {
                    Id = MemberId(place, member.Team, member.Code),
                    member.DisplayName,
                    member.Profession,
                    EmployerOrganisationCode = member.Employer,
                    Skills = NullIfNone(member.Skills),
                }),
                WorkingPatterns =
                    from pattern in place.WorkingPatterns
                    where pattern.Team == team.Code
                    from day in pattern.Rule is null ? pattern.Days : (IReadOnlyList<string?>)[null]
                    select new
                    {
                        MemberId = MemberId(place, pattern.Team, pattern.Member),
                        DayOfWeek = day,
                        From = TimeOfDay(pattern.From),
                        Until = TimeOfDay(pattern.Until),
                        SiteId = pattern.Site is { } site ? SiteUpserts.IdOf(place, site) : (Guid?)null,
                        pattern.Delivery,
                        pattern.ValidFrom,
                        pattern.ValidTo,
                        pattern.EveryWeeks,
                        pattern.Rule,
                        ExceptDates = NullIfNone(pattern.ExceptDates),
                        ExtraDates = NullIfNone(pattern.ExtraDates),
                        OnBankHolidays = pattern.BankHolidays,
                    },
                team.Provenance.IsDemonstration,
            });

    private static Guid MemberId(Place place, string team, string member) => place.IdOf("member", $"{team}/{member}");

    private static IReadOnlyList<T>? NullIfNone<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    private static string? TimeOfDay(TimeOnly? time) => time?.ToString("HH:mm");
}
