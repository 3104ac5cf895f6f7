using System.Globalization;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Tests.Slots;

public class AppointmentTests
{
    private static readonly DateTimeOffset Nine = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);  // a Monday in summer time

    [Fact]
    public void Time_before_and_after_lies_within_the_hours_and_between_appointments() =>
        Assert.Equal(["09:10 09:40", "10:05 10:35", "11:00 11:30"], Times(ARota.Appointment(30, before: 10, after: 15), hours: 3));

    [Fact]
    public void Aligned_starts_are_all_offered_and_fall_on_multiples_within_the_hour() =>
        Assert.Equal(
            ["09:20 10:05", "09:40 10:25", "10:00 10:45"],
            Times(ARota.Appointment(45, before: 5, alignment: 20), start: Nine.AddMinutes(7), hours: 1.8));

    [Fact]
    public void Two_give_it_together_only_where_both_work_and_both_are_free()
    {
        var (first, second) = (Pattern("09:00", "12:00"), Pattern("10:00", "12:00"));
        var team = ARota.Team([first, second], ARota.Offer(60, staff: 2));

        Assert.Equal(["10:00", "10:00", "11:00", "11:00"], Free(team));
        Assert.Equal(["10:00", "10:00"], Free(team, (second.Member.Resource.Value, Nine.AddHours(2).AddMinutes(30), 5)));
        Assert.Equal(["11:00", "11:00"], Free(team, (first.Member.Resource.Value, Nine.AddHours(1), 60)));
    }

    [Fact]
    public void The_second_works_at_the_same_place_in_the_same_way()
    {
        var site = Guid.NewGuid();
        Assert.Empty(Free(ARota.Team([Pattern("09:00", "12:00"), Pattern("09:00", "12:00", Delivery.Telephone)], ARota.Offer(60, staff: 2))));
        Assert.Empty(Free(ARota.Team([Pattern("09:00", "12:00"), Pattern("09:00", "12:00", site: site)], ARota.Offer(60, staff: 2))));
    }

    [Fact]
    public void A_room_serves_who_works_at_its_site_while_it_is_open()
    {
        var (here, there) = (Guid.NewGuid(), Guid.NewGuid());
        var pattern = Pattern("09:00", "12:00", Delivery.InPerson, here);
        var offer = ARota.Offer(60, needs: [new(ResourceKind.Room)]);

        Assert.Equal(["09:00", "10:00", "11:00"], Free(Team(Thing(ResourceKind.Room, here))));
        Assert.Empty(Free(Team(Thing(ResourceKind.Room, there))));
        Assert.Empty(Free(Team(Thing(ResourceKind.Equipment))));
        Assert.Equal(["10:00"], Free(Team(Thing(ResourceKind.Room, here, new Scheduling.Hours.HoursEntry("09:30", "11:30", DayOfWeek.Monday)))));

        TeamRota Team(params Resource[] resources) => ARota.Team([pattern], offer, resources: resources, id: TeamOfThings);
    }

    [Fact]
    public void Time_around_the_care_needs_the_room_as_well()
    {
        var room = Thing(ResourceKind.Room);
        var team = ARota.Team([Pattern("09:00", "12:00")], ARota.Offer(30, before: 15, after: 15, needs: [new(ResourceKind.Room)]), resources: [room], id: TeamOfThings);

        Assert.Equal(["09:15", "10:15", "11:15"], Free(team));
        Assert.Equal(["10:15", "11:15"], Free(team, (room.Id.Value, Nine.AddMinutes(55), 5)));
    }

    [Fact]
    public void A_thing_that_one_need_could_do_without_is_left_to_the_need_that_cannot()
    {
        // Any room, and the room with a hoist: were the first need given the only room with one, nothing would be left for the second.
        var hoist = Thing(ResourceKind.Room, code: "hoist");
        var plain = Thing(ResourceKind.Room);
        foreach (var needs in new NeedEntry[][] { [new(ResourceKind.Room), new(ResourceKind.Room, "hoist")], [new(ResourceKind.Room, "hoist"), new(ResourceKind.Room)] })
        {
            var team = ARota.Team([Pattern("09:00", "10:00")], ARota.Offer(60, needs: needs), resources: [hoist, plain], id: TeamOfThings);

            Assert.Equal(["09:00"], Free(team));
            Assert.Empty(Free(team, (plain.Id.Value, Nine, 10)));
            Assert.Empty(Free(team, (hoist.Id.Value, Nine, 10)));
        }
    }

    [Fact]
    public void Members_without_the_skills_give_nothing()
    {
        var asked = new PutTeamRequest("Team", ["central"], [], [
            new(Guid.NewGuid(), "Able", "Nurse", "nca", ["compression", "hoist"]), new(Guid.NewGuid(), "Not yet", "Nurse", "nca", ["hoist"])], [], true);
        asked = asked with { WorkingPatterns = [.. asked.Members.Select(m => new PatternEntry(m.Id, "09:00", "10:00", Delivery.Home, DayOfWeek.Monday))] };
        var team = Team.Of(new(Guid.NewGuid()), asked);

        var rota = new TeamRota(team, ARota.Offer(30, skills: ["compression", "hoist"]), [], new HashSet<DateOnly>(), team.Patterns);

        Assert.Equal(asked.Members[0].Id, Assert.Single(rota.Lines).Pattern.Member.Value);
    }

    private static readonly Guid TeamOfThings = Guid.NewGuid();

    private static Resource Thing(ResourceKind kind, Guid? site = null, params Scheduling.Hours.HoursEntry[] hours) =>
        Resource.Of(new(Guid.NewGuid()), new(kind, "Thing", [TeamOfThings], null, site, hours));

    private static Resource Thing(ResourceKind kind, string code) => Resource.Of(new(Guid.NewGuid()), new(kind, "Thing", [TeamOfThings], code));

    private static WorkingPattern Pattern(string from, string until, Delivery delivery = Delivery.Home, Guid? site = null) =>
        WorkingPattern.Of(new(Guid.NewGuid(), from, until, delivery, DayOfWeek.Monday, site));

    private static List<string> Free(TeamRota team, params (Guid Resource, DateTimeOffset Start, int Minutes)[] claims)
    {
        var taken = ARota.Taken(claims.ToLookup(c => new Scheduling.Claims.ResourceId(c.Resource), c => new Interval(c.Start, c.Start.AddMinutes(c.Minutes))));
        var rota = ARota.Service(team);
        return
        [
            .. team.Lines.SelectMany(l => l.SlotsIn(new(Nine.AddHours(-1), Nine.AddHours(6)))).Where(s => rota.IsFree(s, taken))
                .Select(s => London(s.Time.Start)).Order(StringComparer.Ordinal),
        ];
    }

    private static List<string> Times(Appointment appointment, double hours, DateTimeOffset? start = null) =>
    [
        .. appointment.TimesIn(new(start ?? Nine, (start ?? Nine).AddHours(hours))).Select(t => $"{London(t.Start)} {London(t.End)}"),
    ];

    private static string London(DateTimeOffset time) =>
        Kernel.Time.LondonTime.ToLondon(time).ToString("HH:mm", CultureInfo.InvariantCulture);
}
