using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Reseating.Matching;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>What may be moved, and how far; without a number of days, nobody's time or place changes.</summary>
internal sealed record ReseatingLimits(DateTimeOffset Now, DateTimeOffset LastStart, int? WithinDays, bool Shuffle);

/// <summary>One booking and what is proposed for it; <c>Offer</c> is null where there is no seat.</summary>
internal sealed record Proposal(BookedTime Booked, bool IsOrphaned, SeatOffer? Offer);

/// <summary>The bookings that a rota orphans, and the seats that they could have. Pure: it knows neither database nor HTTP.</summary>
/// <remarks>
/// What others have is fixed: <c>taken</c>. What the bookings given have themselves is theirs until they move: a room that an orphan leaves is offered to
/// nobody else in the same plan, because it may not be moved after all.
/// </remarks>
internal sealed class ReseatingProblem
{
    private const int OffersMax = 2_000;
    private const int OffersBase = 50;
    private const int OffersPerOrphan = 8;
    private readonly List<BookedTime> orphans = [];
    private readonly List<BookedTime> sitters = [];
    private readonly List<IReadOnlyList<SeatOffer>> offers = [];
    private readonly TeamId team;
    private readonly IReadOnlyDictionary<ServiceId, ServiceRota> rotas;
    private readonly ReseatingLimits limits;

    public ReseatingProblem(
        TeamId team, IReadOnlyDictionary<ServiceId, ServiceRota> rotas, IReadOnlyList<BookedTime> bookings, TakenTimes taken, ReseatingLimits limits)
    {
        (this.team, this.rotas, this.limits) = (team, rotas, limits);
        orphans.AddRange(bookings.Where(b => b.IsOrphaned(rotas.GetValueOrDefault(b.Service), TeamRotaOf(b))).OrderBy(b => b.Time.Start).ThenBy(b => b.Id.Value));
        var lost = orphans.ToHashSet();
        var having = new Occupied(bookings);
        sitters.AddRange(orphans);
        offers.AddRange(orphans.Select(o => OffersFor(o, (resource, span) => IsFree(resource, span, o))));
        if (limits.Shuffle) AddThoseInTheWay();
        Sitters = [.. sitters.Select((s, i) => SitterOf(s, offers[i], i >= orphans.Count))];

        bool IsFree(ResourceId resource, Interval span, BookedTime asker)
        {
            if (taken.Overlaps(resource, span)) return false;
            return having.Of(resource, span).All(b => b == asker || (limits.Shuffle && !b.IsFixed && !lost.Contains(b)));
        }

        // Whose seat somebody could use, if they could have another at the same time; and whose seat those could use, and so on.
        void AddThoseInTheWay()
        {
            var known = orphans.ToHashSet();
            for (var i = 0; i < sitters.Count; i++)
            {
                foreach (var offer in offers[i].ToList())
                {
                    foreach (var other in InTheWay(i, offer).Where(b => !lost.Contains(b)))
                    {
                        if (!known.Add(other) || sitters.Count >= SeatCost.SittersMax) continue;
                        sitters.Add(other);
                        offers.Add([.. Standing(other), .. OffersFor(other, (r, s) => IsFree(r, s, other), sameTimeOnly: true)
                            .Where(o => !o.Resources.ToHashSet().SetEquals(other.Resources))]);
                    }
                }
            }

            // Whoever was not taken in stays where they are: no seat lies over theirs.
            for (var i = 0; i < sitters.Count; i++)
            {
                var own = i;
                offers[i] = [.. offers[i].Where((o, choice) => (own >= orphans.Count && choice == 0) || InTheWay(own, o).All(known.Contains))];
            }
        }

        IEnumerable<BookedTime> InTheWay(int sitter, SeatOffer offer) =>
            offer.Resources.Append(sitters[sitter].Person).SelectMany(r => having.Of(r, offer.Slot.Span)).Where(b => b != sitters[sitter]);
    }

    public IReadOnlyList<BookedTime> Orphans => orphans;

    /// <summary>Orphans first, then those who may be moved for them.</summary>
    public IReadOnlyList<Sitter> Sitters { get; }

    /// <summary>What is proposed for each orphan, and for each other that moves.</summary>
    public IReadOnlyList<Proposal> Proposals(Seating seating) =>
    [
        .. sitters.Select((s, i) => new Proposal(s, i < orphans.Count, seating.Chosen[i] < 0 ? null : offers[i][seating.Chosen[i]]))
            .Where((p, i) => p.IsOrphaned || seating.Chosen[i] > 0),
    ];

    private TeamRota? TeamRotaOf(BookedTime booked) => rotas.GetValueOrDefault(booked.Service)?.Teams.FirstOrDefault(t => t.Id == team);

    private List<SeatOffer> OffersFor(BookedTime booked, Func<ResourceId, Interval, bool> isFree, bool sameTimeOnly = false)
    {
        if (!rotas.TryGetValue(booked.Service, out var rota) || TeamRotaOf(booked) is not { } teamRota) return [];

        // With more to choose from than all others together can take away, the furthest make no difference to how many are seated.
        var most = Math.Min(OffersMax, OffersBase + (OffersPerOrphan * orphans.Count));
        if (sameTimeOnly || limits.WithinDays is not { } days)
            return [.. booked.For(rota, teamRota, new(booked.Time.Start, booked.Time.Start), isFree, most).Where(o => !o.NeedsConsent)];
        var (from, to) = (booked.Time.Start.AddDays(-days), booked.Time.Start.AddDays(days).AddTicks(1));
        var others = new Interval(from > limits.Now ? from : limits.Now.AddTicks(1), to < limits.LastStart ? to : limits.LastStart);
        return [.. booked.For(rota, teamRota, others, isFree, most)];
    }

    private IEnumerable<SeatOffer> Standing(BookedTime booked)
    {
        var line = TeamRotaOf(booked)?.Lines.First(l => l.Pattern.Member == booked.Member && l.Pattern.Delivery == booked.Delivery && l.Pattern.Site == booked.Site
            && l.Covers(l.Team.Appointment.SpanOf(booked.Time))) ?? throw new InvalidOperationException("A booking that stands has a line of the rota.");
        yield return new(new(line, booked.Time), booked.Resources, TimeChanges: false, PlaceChanges: false);
    }

    private static Sitter SitterOf(BookedTime booked, IReadOnlyList<SeatOffer> offers, bool stands) => new(stands,
        [.. offers.Select((o, i) => stands && i == 0
            ? new Seat([.. booked.Everybody], booked.Claimed, 0)
            : new Seat([.. o.Resources, booked.Person], o.Slot.Span, o.CostFor(booked)))]);
}

/// <summary>Which of the bookings have a resource at a time.</summary>
internal sealed class Occupied(IReadOnlyList<BookedTime> bookings)
{
    private readonly ILookup<ResourceId, BookedTime> byResource =
        bookings.SelectMany(b => b.Everybody.Select(r => (Resource: r, Booked: b))).ToLookup(p => p.Resource, p => p.Booked);

    public IEnumerable<BookedTime> Of(ResourceId resource, Interval time) => byResource[resource].Where(b => b.Claimed.Overlaps(time));
}
