using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Reseating;
using IntegratedCare.Scheduling.Reseating.Matching;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Tests.Reseating;

public class SeatMatchingTests
{
    private const int Changes = 1000;
    private const int SmallCases = 600;
    private static readonly DateTimeOffset Nine = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Over_a_thousand_changes_of_patterns_it_seats_no_fewer_than_greedy_and_more_on_some()
    {
        var (more, orphaned, shuffled) = (0, 0, 0);
        for (var seed = 0; seed < Changes; seed++)
        {
            var change = PatternChange.Of(seed);
            var (ours, greedy) = (SeatMatching.Solve(change.Problem.Sitters), GreedySeating.Solve(change.Problem.Sitters));

            Assert.True(ours.Seated >= greedy.Seated, $"Seed {seed}: {ours.Seated} seated, greedy seats {greedy.Seated}.");
            var proposals = change.Problem.Proposals(ours);
            NobodyIsInTwoPlaces(change, proposals, seed);
            if (ours.Seated > greedy.Seated) more++;
            if (change.Problem.Orphans.Count > 0) orphaned++;
            shuffled += proposals.Count(p => !p.IsOrphaned);
        }

        Assert.True(more > 20, $"Only {more} of {Changes} changes were seated better than greedy does.");
        Assert.True(orphaned > Changes / 2, $"Only {orphaned} changes orphan anybody: the test proves little.");
        Assert.True(shuffled > 20, $"Only {shuffled} were moved for somebody else.");
    }

    [Fact]
    public void Small_cases_are_seated_as_well_as_trying_all_ways_can()
    {
        for (var seed = 0; seed < SmallCases; seed++)
        {
            var sitters = SmallCase(new(seed));
            var (ours, best) = (SeatMatching.Solve(sitters), TryAll(sitters));
            Assert.Equal((seed, best.Seated, best.Cost), (seed, ours.Seated, ours.Cost));
            NoTwoAreInConflict(sitters, ours);
        }
    }

    [Fact]
    public void Who_stands_moves_over_so_that_an_orphan_has_a_seat()
    {
        var (first, second) = (Resource(1), Resource(2));
        Sitter[] sitters =
        [
            new(Stands: false, [new([first], At(0), 5)]),
            new(Stands: true, [new([first], At(0), 0), new([second], At(0), 3)]),
        ];

        Assert.Equal([0, 1], SeatMatching.Solve(sitters).Chosen);
        Assert.Equal(1, GreedySeating.Solve(sitters).Seated);
    }

    [Fact]
    public void Of_two_for_one_seat_the_one_has_it_whom_it_changes_less()
    {
        Sitter[] sitters = [new(false, [new([Resource(1)], At(0), 90)]), new(false, [new([Resource(1)], At(0), 10)])];

        Assert.Equal([-1, 0], SeatMatching.Solve(sitters).Chosen);
    }

    private static void NobodyIsInTwoPlaces(PatternChange change, IReadOnlyList<Proposal> proposals, int seed)
    {
        var moved = proposals.Where(p => p.Offer is not null).ToDictionary(p => p.Booked.Id, p => p.Offer);
        var rotas = change.RotasAfter;
        var held = new List<(IReadOnlyList<ResourceId> Resources, Interval Span)>();
        foreach (var booked in change.Bookings)
        {
            if (!moved.TryGetValue(booked.Id, out var offer) || offer is null)
            {
                held.Add((booked.Resources, booked.Claimed));
                continue;
            }

            held.Add((offer.Resources, offer.Slot.Span));
            var rota = rotas[booked.Service];
            var there = booked with { Member = offer.Slot.Member, Site = offer.Slot.Site, Time = offer.Slot.Time, Resources = offer.Resources };
            Assert.False(there.IsOrphaned(rota, rota.Teams[0]), $"Seed {seed}: a booking is moved to where nothing is offered.");
            Assert.Equal(offer.TimeChanges, offer.Slot.Time.Start != booked.Time.Start);
            if (offer.TimeChanges) Assert.NotNull(rota.SlotAt(offer.Slot.Id));
            if (change.Limits.WithinDays is not { } days) Assert.False(offer.NeedsConsent);
            else Assert.True((offer.Slot.Time.Start - booked.Time.Start).Duration() <= TimeSpan.FromDays(days));
        }

        foreach (var (resource, spans) in held.SelectMany(h => h.Resources.Select(r => (Resource: r, h.Span))).GroupBy(h => h.Resource, h => h.Span)
            .Select(g => (g.Key, g.OrderBy(s => s.Start).ToList())))
        {
            for (var i = 1; i < spans.Count; i++)
                Assert.True(spans[i - 1].End <= spans[i].Start, $"Seed {seed}: {resource.Value} is in two places at {spans[i].Start}.");
        }

        Assert.All(proposals.Where(p => !p.IsOrphaned), p => Assert.True(change.Limits.Shuffle && p.Offer is { NeedsConsent: false }));
    }

    // Half of the cases have seats alike, half have them lying crosswise over each other and on two resources.
    private static List<Sitter> SmallCase(Random random)
    {
        var crosswise = random.Next(2) == 0;
        List<Sitter> sitters = [];
        for (var i = random.Next(2, 7); i > 0; i--)
        {
            var stands = random.Next(3) == 0 && sitters.Count < 3;
            List<Seat> choices = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => Some())];
            if (stands) choices.Insert(0, new([Resource(20 + sitters.Count % 2)], At(sitters.Count * 120), 0));
            sitters.Add(new(stands, choices));
        }

        return sitters;

        Seat Some()
        {
            var resources = crosswise && random.Next(3) == 0 ? new[] { Resource(random.Next(3)), Resource(20 + random.Next(2)) } : [Resource(random.Next(3))];
            var start = crosswise ? 10 * random.Next(12) : 60 * random.Next(2);
            return new(resources, new(Nine.AddMinutes(start), Nine.AddMinutes(start + (crosswise ? 10 * random.Next(1, 7) : 60))), random.Next(1, 1000));
        }
    }

    private static Seating TryAll(List<Sitter> sitters)
    {
        Seating? best = null;
        var chosen = new int[sitters.Count];
        From(0);
        return best ?? throw new InvalidOperationException("Not even who stands can.");

        void From(int sitter)
        {
            if (sitter == sitters.Count)
            {
                var all = Seating.Of(sitters, [.. chosen]);
                if (best is null || all.IsBetterThan(best)) best = all;
                return;
            }

            for (chosen[sitter] = sitters[sitter].Stands ? 0 : -1; chosen[sitter] < sitters[sitter].Choices.Count; chosen[sitter]++)
            {
                if (chosen[sitter] < 0 || Enumerable.Range(0, sitter).All(s => chosen[s] < 0 || !Conflict(s, sitter))) From(sitter + 1);
            }
        }

        bool Conflict(int one, int other) => sitters[one].Choices[chosen[one]].ConflictsWith(sitters[other].Choices[chosen[other]]);
    }

    private static void NoTwoAreInConflict(List<Sitter> sitters, Seating seating)
    {
        var seats = sitters.Select((s, i) => seating.Chosen[i] < 0 ? null : s.Choices[seating.Chosen[i]]).OfType<Seat>().ToList();
        for (var i = 0; i < seats.Count; i++) Assert.DoesNotContain(seats.Skip(i + 1), seats[i].ConflictsWith);
    }

    private static Interval At(int minutes) => new(Nine.AddMinutes(minutes), Nine.AddMinutes(minutes + 60));

    private static ResourceId Resource(int number) => new(new Guid(number, 0, 0, new byte[8]));
}
