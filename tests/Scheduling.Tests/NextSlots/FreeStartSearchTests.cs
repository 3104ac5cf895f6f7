using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.NextSlots;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using IntegratedCare.Scheduling.Tests.Slots;

namespace IntegratedCare.Scheduling.Tests.NextSlots;

public class FreeStartSearchTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 27, 10, 7, 0, TimeSpan.Zero);    // the clocks change within the week
    private static readonly string[] Neighbourhoods = ["central", "east", "west"];

    [Fact]
    public void What_is_found_is_what_looking_at_every_slot_would_find()
    {
        var random = new Random(20260327);
        for (var n = 0; n < 300; n++)
        {
            var (rota, claims) = Example(random);
            var until = Begin.AddDays(random.Next(1, 12));

            var search = new FreeStartSearch(rota);
            for (var start = Begin; start < until && search.Open.Count > 0;)
            {
                var end = start.AddHours(random.Next(1, 100));
                search.Search(new(start, end < until ? end : until), ARota.Taken(claims));
                start = end;
            }

            var expected = Neighbourhoods
                .Select(code => (code, Starts: rota.Teams.Where(t => t.Neighbourhoods.Contains(code)).SelectMany(t => t.Lines)
                    .SelectMany(l => l.SlotsIn(new(Begin, until)))
                    .Where(s => !claims[s.Member.Resource].Any(s.Time.Overlaps)).Select(s => s.Time.Start).ToList()))
                .Where(e => e.Starts.Count > 0)
                .ToDictionary(e => e.code, e => e.Starts.Min());
            Assert.Equal(expected, search.Result.Starts.OrderBy(s => s.Key).ToDictionary());
            Assert.Equal(rota.Teams.Count > 0 && expected.Count == 0, search.Result.Exhausted);
        }
    }

    [Fact]
    public void A_service_that_nobody_gives_is_not_exhausted() => Assert.False(new FreeStartSearch(ARota.Service()).Result.Exhausted);

    private static (ServiceRota Rota, ILookup<ResourceId, Interval> Claims) Example(Random random)
    {
        MemberId[] members = [.. Enumerable.Range(0, 3).Select(_ => new MemberId(Guid.NewGuid()))];
        var teams = new List<TeamRota>();
        for (var n = random.Next(5); n > 0; n--)
        {
            var from = random.Next(24);
            var pattern = WorkingPattern.Of(new(members[random.Next(3)].Value, $"{from:00}:00",
                $"{(from + random.Next(1, 5)) % 24:00}:30", Delivery.Home, (DayOfWeek)random.Next(7)));
            teams.Add(ARota.Team([pattern], ARota.Offer(5 * random.Next(4, 20)),
                [.. Neighbourhoods.Where(_ => random.Next(2) == 0)]));
        }

        // Claims of one member never overlap.
        var claims = members.SelectMany(member => Claims(random).Select(time => (member.Resource, time))).ToList();
        return (ARota.Service([.. teams]), claims.OrderBy(_ => random.Next()).ToLookup(c => c.Resource, c => c.time));
    }

    private static IEnumerable<Interval> Claims(Random random)
    {
        for (var start = Begin.AddDays(-1); start < Begin.AddDays(12);)
        {
            var end = start.AddMinutes(random.Next(1, 3_000));
            yield return new(start, end);
            start = end.AddMinutes(random.Next(0, 200));
        }
    }
}
