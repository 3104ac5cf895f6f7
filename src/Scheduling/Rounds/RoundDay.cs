using IntegratedCare.Scheduling.Rounds.Solver;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Lays a round out for the solver, and reads its plans back into visits and carers.</summary>
/// <remarks>
/// Places are numbered: the visits in their order, then where each carer sets out, then where each ends. What a carer does beside the round is a visit more
/// to the solver, after all others: theirs alone and locked, at the place where they set out, or where they end if it lasts until then.
/// </remarks>
internal sealed class RoundDay(AskedRound asked, RoundSettings settings, IReadOnlyList<OtherTime>? others = null)
{
    private const double KilometresInDegree = 111.195;

    /// <summary>The day with its pins. What has begun by <paramref name="now"/> (minutes of the day) stays as planned, and nothing new begins before.</summary>
    public RoundProblem Problem(PlannedDay? plan, double now)
    {
        var pins = asked.Pins.ToDictionary(pin => (pin.Visit, pin.Second));
        foreach (var stop in plan?.Stops ?? [])
        {
            if (stop.Start <= now) pins[(stop.Visit, stop.Second)] = new(stop.Visit, stop.Second, stop.Member, stop.Start);
        }

        return new(
            [.. asked.Visits.Select((visit, i) => Visit(visit, i, pins, now)), .. (others ?? []).Select(Beside)], [.. asked.Carers.Select(Carer)], Travel(),
            new(asked.Weights.Travel, asked.Weights.Lateness, asked.Weights.LargestLateness));
    }

    /// <summary>A plan in the solver's terms; stops of carers and visits that the round does not have (any more) are left out.</summary>
    public RoundPlan Plan(PlannedDay day)
    {
        var visits = asked.Visits.Select((visit, i) => (visit.Id, i)).ToDictionary(one => one.Id, one => one.i);
        var routes = asked.Carers.Select(carer => (IReadOnlyList<RoundStop>)[.. day.Stops
            .Where(stop => stop.Member == carer.Member && visits.ContainsKey(stop.Visit))
            .Select(stop => new RoundStop(visits[stop.Visit], stop.Second, Ticks(stop.Start), Ticks(stop.End)))]);
        return new([.. routes], [], default);
    }

    /// <summary>A plan of the solver in the place's terms.</summary>
    public PlannedDay Planned(RoundProblem problem, RoundPlan plan)
    {
        var stops = new List<PlannedStop>();
        for (var carer = 0; carer < plan.Routes.Count; carer++)
        {
            var from = problem.Carers[carer].StartLocation;
            foreach (var stop in plan.Routes[carer])
            {
                var place = problem.Visits[stop.Visit].Location;
                var travel = problem.Travel[from, place];
                from = place;
                if (stop.Visit >= asked.Visits.Count) continue;
                var visit = asked.Visits[stop.Visit];
                var late = Math.Max(0, stop.Start - problem.Visits[stop.Visit].WindowEnd);
                stops.Add(new(asked.Carers[carer].Member, visit.Id, stop.IsSecond, visit.Booking,
                    Minutes(stop.Start), Minutes(stop.End), Minutes(travel), Minutes(late)));
            }
        }

        return new(
            stops, [.. plan.Unassigned.Where(visit => visit < asked.Visits.Count).Select(visit => new PlannedGap(asked.Visits[visit].Id, Why(asked.Visits[visit])))],
            Minutes(plan.Cost.Travel), Minutes(plan.Cost.Lateness), Minutes(plan.Cost.LargestLateness), plan.Cost.Minutes);
    }

    /// <summary>Whether a member of the round has the skills for a half.</summary>
    public bool IsAble(Guid member, AskedHalf half) =>
        asked.Carers.Any(carer => carer.Member == member && half.Skills.All(carer.Skills.Contains));

    private UnassignedReason Why(AskedVisit visit)
    {
        var first = asked.Carers.Where(carer => IsAble(carer.Member, visit.First)).ToArray();
        var able = visit.Second is { } half
            ? first.Any(carer => asked.Carers.Any(other => other.Member != carer.Member && IsAble(other.Member, half)))
            : first.Length > 0;
        return able ? UnassignedReason.NoRoom : UnassignedReason.NobodyAble;
    }

    private RoundVisit Visit(AskedVisit visit, int place, Dictionary<(Guid, bool), AskedPin> pins, double now) => new(
        $"{visit.Id}", place, Ticks(Math.Max(visit.WindowStart, now)), Ticks(visit.WindowEnd),
        Task(visit, visit.First, pins.GetValueOrDefault((visit.Id, false)), visit.Preferred),
        visit.Second is { } second ? Task(visit, second, pins.GetValueOrDefault((visit.Id, true)), null) : null,
        visit.Second is null ? Pairing.None : visit.Pairing == VisitPairing.Simultaneous ? Pairing.Simultaneous : Pairing.Sequential,
        Ticks(visit.GapMin), Ticks(visit.GapMax));

    private RoundTask Task(AskedVisit visit, AskedHalf half, AskedPin? pin, Guid? preferred)
    {
        var pinned = pin is null ? -1 : Enumerable.Range(0, asked.Carers.Count).First(i => asked.Carers[i].Member == pin.Member);
        return new(half.Skills, Ticks(half.Minutes))
        {
            PinnedTo = pinned < 0 ? null : pinned,
            LockedStart = pin?.Start is { } start ? Ticks(start) : null,
            Unfamiliarity = preferred is null || visit.Booking is not null
                ? null
                : [.. asked.Carers.Select(carer => carer.Member == preferred ? 0 : Ticks(asked.Weights.UnfamiliarMinutes))],
        };
    }

    private RoundVisit Beside(OtherTime other, int number)
    {
        var index = Enumerable.Range(0, asked.Carers.Count).First(i => asked.Carers[i].Member == other.Member);
        var endsThere = other.Until >= asked.Carers[index].ShiftEnd && !IsAllOf(other, asked.Carers[index]);
        return new(
            $"beside {number}", endsThere ? EndOf(index) : StartOf(index), Ticks(other.From), Ticks(other.From),
            new([], Ticks(other.Until) - Ticks(other.From)) { PinnedTo = index, LockedStart = Ticks(other.From) });
    }

    // Who has no time at all that day need not come home from where they did not set out to.
    private RoundCarer Carer(AskedCarer carer, int index) => new(
        $"{carer.Member}", carer.Skills.ToHashSet(StringComparer.Ordinal), StartOf(index),
        others?.Any(other => IsAllOf(other, carer)) is true ? StartOf(index) : EndOf(index), Ticks(carer.ShiftStart), Ticks(carer.ShiftEnd));

    private static bool IsAllOf(OtherTime other, AskedCarer carer) =>
        other.Member == carer.Member && other.From <= carer.ShiftStart && other.Until >= carer.ShiftEnd;

    private int StartOf(int carer) => asked.Visits.Count + carer;

    private int EndOf(int carer) => asked.Visits.Count + asked.Carers.Count + carer;

    private TravelTimes Travel()
    {
        PointEntry[] places = [.. asked.Visits.Select(visit => visit.At), .. asked.Carers.Select(carer => carer.Start), .. asked.Carers.Select(carer => carer.End)];
        return new(places.Length, asked.TravelMinutes is { } minutes
            ? [.. minutes.SelectMany(row => row).Select(Ticks)]
            : [.. places.SelectMany(from => places.Select(to => Ticks(Kilometres(from, to) * settings.RoadFactor * 60 / settings.KilometresPerHour)))]);
    }

    // On a sphere small enough to be flat: exact to a thousandth over the tens of kilometres of a place.
    private static double Kilometres(PointEntry from, PointEntry to)
    {
        var north = to.Latitude - from.Latitude;
        var east = (to.Longitude - from.Longitude) * Math.Cos((from.Latitude + to.Latitude) * Math.PI / 360);
        return Math.Sqrt((north * north) + (east * east)) * KilometresInDegree;
    }

    private static int Ticks(double minutes) => (int)Math.Round(minutes * RoundProblem.Minute);

    private static double Minutes(long ticks) => ticks / (double)RoundProblem.Minute;
}
