namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A round as its team's coordinator sees it. It says nowhere where people live.</summary>
public sealed record RoundView(
    Guid Id, Guid TeamId, DateOnly Date, RoundStatus Status, int Seconds, RoundProgressView Progress, PlannedDayView? Plan,
    DateTimeOffset? PublishedAt, bool HasUnpublishedChanges, int Version);

/// <summary>How far the search is: steps, what the best plan so far costs (minutes), and how long it has taken.</summary>
public sealed record RoundProgressView(long Iterations, double? BestCostMinutes, double Seconds);

/// <summary>A plan. Its cost is (travel + lateness + largest lateness) / 3, by the weights asked for.</summary>
public sealed record PlannedDayView(
    IReadOnlyList<CarerRouteView> Routes, IReadOnlyList<UnassignedVisitView> Unassigned,
    double TravelMinutes, double LatenessMinutes, double LargestLatenessMinutes, double CostMinutes);

/// <summary>A carer's visits in their order.</summary>
public sealed record CarerRouteView(Guid MemberId, string? MemberName, IReadOnlyList<StopView> Stops);

/// <summary>One half of a visit; <c>TravelMinutes</c> from the one before, or from where the carer sets out.</summary>
public sealed record StopView(
    Guid VisitId, bool Second, Guid? BookingId, DateTimeOffset Start, DateTimeOffset End, double TravelMinutes, double LateMinutes,
    bool IsPinned, bool IsLocked);

/// <summary>A visit that nobody makes, and why.</summary>
public sealed record UnassignedVisitView(Guid VisitId, UnassignedReason Why);

/// <summary>What a visit that is added would move, or has moved.</summary>
public sealed record AddedVisit(bool IsPreview, IReadOnlyList<MovedStop> Moves, RoundView Round);

/// <summary>A half of another visit that gets another carer or time.</summary>
public sealed record MovedStop(
    Guid VisitId, bool Second, Guid FromMemberId, Guid ToMemberId, DateTimeOffset FromStart, DateTimeOffset ToStart);

internal static class RoundViews
{
    public static RoundView View(this Round round, Teams.Team team, IReadOnlyList<AskedPin> pins) => round.View(team, pins, round.Plan);

    public static RoundView View(this Round round, Teams.Team team, IReadOnlyList<AskedPin> pins, PlannedDay? plan) => new(
        round.Id.Value, round.Team.Value, round.Date, round.Status, round.Seconds,
        new(round.Iterations, round.BestCost, round.SearchedSeconds), plan is null ? null : Day(plan, round.Date, team, pins),
        round.PublishedAt, round.PublishedAt is not null && !SameStops(plan, round.Published), round.Version);

    private static PlannedDayView Day(PlannedDay plan, DateOnly date, Teams.Team team, IReadOnlyList<AskedPin> pins)
    {
        var names = team.Members.ToDictionary(member => member.Id.Value, member => member.DisplayName);
        return new(
            [.. plan.Stops.GroupBy(stop => stop.Member).Select(route => new CarerRouteView(
                route.Key, names.GetValueOrDefault(route.Key), [.. route.Select(stop => Stop(stop, date, pins))]))],
            [.. plan.Unassigned.Select(gap => new UnassignedVisitView(gap.Visit, gap.Why))],
            plan.TravelMinutes, plan.LatenessMinutes, plan.LargestLatenessMinutes, plan.CostMinutes);
    }

    private static StopView Stop(PlannedStop stop, DateOnly date, IReadOnlyList<AskedPin> pins)
    {
        var pin = pins.FirstOrDefault(one => one.Visit == stop.Visit && one.Second == stop.Second);
        return new(
            stop.Visit, stop.Second, stop.Booking, RoundBook.Instant(stop.Start, date), RoundBook.Instant(stop.End, date), stop.Travel, stop.Late,
            pin is not null, pin?.Start is not null);
    }

    private static bool SameStops(PlannedDay? one, PlannedDay? other) => (one?.Stops ?? []).SequenceEqual(other?.Stops ?? []);
}
