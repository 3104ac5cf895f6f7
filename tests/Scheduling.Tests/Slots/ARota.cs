using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Tests.Slots;

/// <summary>Rotas of one service without a database.</summary>
internal static class ARota
{
    public static Appointment Appointment(
        int minutes, int before = 0, int after = 0, int? alignment = null, int places = 1, int staff = 1, string[]? skills = null,
        NeedEntry[]? needs = null) =>
        new(Offer(minutes, before, after, alignment, places, staff, skills, needs));

    public static RotaLine Line(WorkingPattern pattern, int minutes, Guid service = default) =>
        Team([pattern], Offer(minutes, service: service)).Lines[0];

    public static TeamRota Team(
        IReadOnlyList<WorkingPattern> patterns, Offer offer, string[]? neighbourhoods = null, Resource[]? resources = null, Guid? id = null)
    {
        var team = Scheduling.Teams.Team.Of(new(id ?? Guid.CreateVersion7()), new(
            "Team", neighbourhoods ?? ["central"], [], [.. patterns.Select(p => p.Member.Value).Distinct().Select(Member)], [], true));
        // The patterns as they are: what a team may not have, two at once, is none of the search's business.
        var rota = new TeamRota(team, offer, resources ?? [], new HashSet<DateOnly>(), patterns);
        return rota;
    }

    public static ServiceRota Service(params TeamRota[] teams) => new(default, teams, new Dictionary<ResourceId, TakenTime>(), PlaceSettings.Default);

    public static TakenTimes Taken(ILookup<ResourceId, Interval> claims) =>
        new(claims.ToDictionary(c => c.Key, c => new TakenTime(c)), new Dictionary<(TeamId, MemberId, DateTimeOffset), int>());

    public static Offer Offer(
        int minutes, int before = 0, int after = 0, int? alignment = null, int places = 1, int staff = 1, string[]? skills = null,
        NeedEntry[]? needs = null, Guid service = default) =>
        Scheduling.Teams.Offer.Of(new(service, minutes, before, after, alignment, places, staff, skills, needs));

    private static MemberEntry Member(Guid id) => new(id, "Member", "Community nurse", "nca");
}
