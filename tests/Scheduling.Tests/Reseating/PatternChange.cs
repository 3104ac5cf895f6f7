using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Reseating;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Tests.Reseating;

/// <summary>A team with a filled diary whose patterns change, made up from a seed: who works when, what is given and how full it is differ from seed to seed.</summary>
internal sealed class PatternChange
{
    private static readonly DateTimeOffset Now = new(2026, 5, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Horizon = Monday.AddDays(5);
    private readonly Random random;
    private readonly Guid[] members;
    private readonly List<OfferEntry> offers = [];
    private readonly List<Resource> rooms = [];

    private PatternChange(int seed)
    {
        random = new(seed);
        members = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => Id())];
        var shape = random.Next(4);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            // Alike, of several lengths, in rooms that are few, or with time around them and in pairs.
            offers.Add(new(
                Id(), shape == 1 ? random.Next(2, 7) * 10 : 60, BufferAfterMinutes: shape == 3 ? 10 * random.Next(2) : null,
                AlignmentMinutes: shape == 1 && random.Next(2) == 0 ? 30 : null, Staff: shape == 3 ? random.Next(1, 3) : null,
                Needs: shape == 2 ? [new(ResourceKind.Room)] : null));
        }

        Before = Team.Of(new(Id()), Description(members, member => Enumerable.Range(1, 5).Where(_ => random.Next(5) > 0).Select(day => Pattern(member, day, 9, 15))));
        for (var i = random.Next(1, members.Length + 1); i > 0; i--)
        {
            rooms.Add(Resource.Of(new(Id()), new(ResourceKind.Room, "Room", [Before.Id.Value])));
        }

        Bookings = Booked(Rotas(Before));
        var leaver = random.Next(3) == 0 ? members[0] : Guid.Empty;
        After = Team.Of(Before.Id, Description([.. members.Where(m => m != leaver)], member => Before.Patterns.Where(p => p.Member.Value == member).SelectMany(Changed)));
        Limits = new(Now, Horizon, random.Next(4) is > 0 and var days ? days - 1 : null, Shuffle: random.Next(4) > 0);
        Problem = new(After.Id, Rotas(After), Bookings, Taken([]), Limits);
    }

    public Team Before { get; }
    public Team After { get; }
    public List<BookedTime> Bookings { get; }
    public ReseatingLimits Limits { get; }
    public ReseatingProblem Problem { get; }
    public Dictionary<ServiceId, ServiceRota> RotasAfter => Rotas(After);

    public static PatternChange Of(int seed) => new(seed);

    private Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private PutTeamRequest Description(IReadOnlyList<Guid> who, Func<Guid, IEnumerable<PatternEntry>> patterns) => new(
        "Team", ["central"], offers, [.. who.Select(m => new MemberEntry(m, "Member", "Community nurse", "nca"))], [.. who.SelectMany(patterns)], true);

    private PatternEntry Pattern(Guid member, int day, int from, int until) =>
        new(member, $"{from:00}:00", $"{until:00}:00", random.Next(6) == 0 ? Delivery.Telephone : Delivery.Home, (DayOfWeek)day);

    // The day falls out, begins later, ends earlier, or stays.
    private IEnumerable<PatternEntry> Changed(WorkingPattern pattern)
    {
        var (from, until) = (pattern.Hours.From.Hour, pattern.Hours.Until.Hour);
        PatternEntry As(int begin, int end) =>
            new(pattern.Member.Value, $"{begin:00}:00", $"{end:00}:00", pattern.Delivery, pattern.Hours.DayOfWeek);
        return random.Next(6) switch
        {
            0 => [],
            1 => [As(from + 2, until)],
            2 => [As(from, until - 2)],
            3 => [As(from, until + 1)],
            _ => [As(from, until)],
        };
    }

    private Dictionary<ServiceId, ServiceRota> Rotas(Team team) => team.Offers.ToDictionary(o => o.Service, o => new ServiceRota(
        o.Service, [new TeamRota(team, o, rooms, new HashSet<DateOnly>(), team.Patterns)], new Dictionary<ResourceId, TakenTime>()));

    private List<BookedTime> Booked(Dictionary<ServiceId, ServiceRota> rotas)
    {
        var (booked, fullness) = (new List<BookedTime>(), random.Next(30, 96));
        var slots = rotas.Values.SelectMany(r => r.Teams[0].Lines.SelectMany(l => l.SlotsIn(new(Monday, Horizon)))).ToArray();
        random.Shuffle(slots);
        foreach (var slot in slots.Where(_ => random.Next(100) < fullness).Take(60))
        {
            if (rotas[slot.Service].ResourcesFor(slot, Taken(booked)) is not { } resources) continue;
            booked.Add(new(new(Id()), 1, slot.Service, slot.Member, slot.Site, slot.Delivery, slot.Time, slot.Span, resources, IsFixed: false, new(Id())));
        }

        return booked;
    }

    private static TakenTimes Taken(IReadOnlyList<BookedTime> booked) => new(
        booked.SelectMany(b => b.Resources.Select(r => (Resource: r, b.Claimed))).GroupBy(b => b.Resource, b => b.Claimed).ToDictionary(g => g.Key, g => new TakenTime(g)),
        new Dictionary<(TeamId, MemberId, DateTimeOffset), int>());
}
