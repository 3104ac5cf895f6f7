using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Tests.Slots;

public class FreeSlotsTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 27, 10, 7, 0, TimeSpan.Zero);    // the clocks change within the week
    private static readonly NeedEntry[] OneRoom = [new(ResourceKind.Room)];

    [Fact]
    public void What_is_found_is_what_looking_at_every_slot_would_find_and_in_order()
    {
        var (random, found) = (new Random(20260327), 0);
        for (var n = 0; n < 300; n++)
        {
            var (rota, claims) = Example(random);
            var taken = ARota.Taken(claims);
            var within = new Interval(Begin, Begin.AddMinutes(random.Next(1, 9 * 24 * 60)));

            // Asked in stretches, as a search asks, each beginning where the one before ended.
            List<Slot> free = [];
            for (var start = within.Start; start < within.End;)
            {
                var end = start.AddMinutes(random.Next(1, 3_000));
                var stretch = new Interval(start, end < within.End ? end : within.End);
                free.AddRange(rota.FreeIn(rota.Teams, stretch, taken));
                start = stretch.End;
            }

            var expected = rota.Teams.SelectMany(t => t.Lines).SelectMany(l => l.SlotsIn(within)).Where(s => IsFree(s, claims))
                .OrderBy(s => s.Time.Start).ThenBy(s => s.Team.Value).ThenBy(s => s.Member.Value).Select(s => s.Id).ToList();
            Assert.Equal(expected, free.Select(s => s.Id));
            found += free.Count;
        }

        Assert.True(found > 3_000, $"Only {found} slots were free: the test proves little.");
    }

    // By every claim and every combination: its member, a second one, and a room for it.
    private static bool IsFree(Slot slot, ILookup<ResourceId, Interval> claims)
    {
        var (team, appointment) = (slot.Line.Team, slot.Appointment);
        if (!Has(slot.Member.Resource)) return false;
        var second = appointment.Staff == 1 || team.Lines.Any(l => l.Pattern.Member != slot.Member && Has(l.Pattern.Member.Resource)
            && l.Pattern.Delivery == slot.Delivery && l.Pattern.Site == slot.Site && l.Covers(slot.Span));
        return second && (appointment.Needs.Count == 0 || team.CandidatesByNeed[0].Any(room => Has(room.Id)));

        bool Has(ResourceId resource) => !claims[resource].Any(slot.Span.Overlaps);
    }

    private static (ServiceRota Rota, ILookup<ResourceId, Interval> Claims) Example(Random random)
    {
        var teams = new List<TeamRota>();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var id = Guid.NewGuid();
            MemberId[] members = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new MemberId(Guid.NewGuid()))];
            var patterns = members.SelectMany(member => Enumerable.Range(0, 7).Where(_ => random.Next(3) > 0).Select(day => Pattern(random, member, (DayOfWeek)day)));
            var needsRoom = random.Next(3) == 0;
            var offer = ARota.Offer(
                5 * random.Next(2, 20), before: 5 * random.Next(3), after: 5 * random.Next(4), alignment: random.Next(3) == 0 ? 15 : null,
                staff: random.Next(1, 3), needs: needsRoom ? OneRoom : null);
            Resource[] rooms = needsRoom ? [Resource.Of(new(Guid.NewGuid()), new(ResourceKind.Room, "Room", [id]))] : [];
            teams.Add(ARota.Team([.. patterns], offer, resources: rooms, id: id));
        }

        var fullness = random.Next(10, 900);
        return (ARota.Service([.. teams]), teams.SelectMany(t => t.ResourceIds).SelectMany(r => Claims(random, fullness).Select(time => (Resource: r, Time: time)))
            .OrderBy(_ => random.Next()).ToLookup(c => c.Resource, c => c.Time));
    }

    // Some work over midnight, and some by day and by telephone.
    private static WorkingPattern Pattern(Random random, MemberId member, DayOfWeek day)
    {
        var from = random.Next(24);
        return WorkingPattern.Of(new(
            member.Value, $"{from:00}:00", $"{(from + random.Next(2, 9)) % 24:00}:30", random.Next(4) == 0 ? Delivery.Telephone : Delivery.Home, day));
    }

    // Some lie on top of others: somebody was booked who could not wait.
    private static IEnumerable<Interval> Claims(Random random, int gapMinutesMax)
    {
        for (var start = Begin.AddDays(-1); start < Begin.AddDays(10);)
        {
            var end = start.AddMinutes(random.Next(1, 120));
            yield return new(start, end);
            if (random.Next(10) == 0) yield return new(start.AddMinutes(1), end.AddMinutes(random.Next(90)));
            start = end.AddMinutes(random.Next(0, gapMinutesMax));
        }
    }
}
