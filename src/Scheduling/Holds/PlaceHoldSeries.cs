using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>The first slot, how many times in all, and every how many days or weeks; one of the two.</summary>
public sealed record PlaceHoldSeriesRequest(
    [Required, StringLength(200)] string SlotId,
    [Range(PlaceHoldSeriesRequest.CountMin, PlaceHoldSeriesRequest.CountMax)] int Count,
    [Range(1, 90)] int? EveryDays = null, [Range(1, 26)] int? EveryWeeks = null)
{
    internal const int CountMin = 2;
    internal const int CountMax = 26;
}

public sealed record HoldSeriesPlaced(DateTimeOffset ExpiresAt, IReadOnlyList<HeldSlot> Holds);

/// <summary>Holds a time on each day of a series: all of them, or none.</summary>
/// <remarks>
/// At the same time by London's clocks with the same member where that is free, else with another of the team, else at the nearest time of that day. A time
/// that the clocks leave out that day is sought from an hour later.
/// </remarks>
internal static class PlaceHoldSeries
{
    private const int DaysPerWeek = 7;

    public static async Task<Created<HoldSeriesPlaced>> Handle(
        PlaceHoldSeriesRequest request, Caller caller, SchedulingDb db, RotaBook rotas, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.EveryDays is null == request.EveryWeeks is null) throw new DomainException(SeriesErrors.StepUnclear);
        if (!Slots.SlotId.TryParse(request.SlotId, out var first)) throw new DomainException(SlotErrors.Unknown);
        var now = time.GetUtcNow();
        var terms = await db.HoldTermsAsync(rotas, first.Service, caller, now, cancellationToken);
        terms.MustOffer(first, now);
        terms.MustHaveRoomFor(request.Count);
        var starts = Starts(first.Start, request.Count, request.EveryDays ?? (request.EveryWeeks ?? 0) * DaysPerWeek);
        if (starts[^1] > terms.Settings.LastStart(now)) throw new DomainException(SlotErrors.TooFarAhead);

        var rota = terms.Rota;
        var team = rota.Teams.Single(t => t.Id == first.Team);
        await db.LockResourcesAsync(team.ResourceIds, cancellationToken);
        var (expiresAt, held) = (terms.Settings.HoldEnds(now), new List<HeldSlot>());
        foreach (var start in starts)
            held.Add(await HoldOnAsync(db, rota, team, first, start, caller, (now, expiresAt), cancellationToken));
        return TypedResults.Created("/api/scheduling/holds/series", new HoldSeriesPlaced(expiresAt, held));
    }

    private static async Task<HeldSlot> HoldOnAsync(
        SchedulingDb db, ServiceRota rota, TeamRota team, SlotId first, DateTimeOffset start, Caller caller, (DateTimeOffset Now, DateTimeOffset ExpiresAt) time,
        CancellationToken cancellationToken)
    {
        var day = LondonTime.DateOf(start);
        var (begin, end) = (LondonTime.StartOf(day), LondonTime.StartOf(day.AddDays(1)));
        var offered = team.Lines.SelectMany(l => l.SlotsIn(new(begin > time.Now ? begin : time.Now.AddTicks(1), end)))
            .OrderBy(s => (s.Time.Start - start).Duration()).ThenBy(s => s.Time.Start).ThenBy(s => s.Member != first.Member).ThenBy(s => s.Member.Value).ToList();
        if (start == first.Start) offered.RemoveAll(s => s.Id != first);
        if (offered.Count > 0)
        {
            var taken = await db.TakenWithinAsync(
                team.ResourceIds, [team], new(offered.Min(s => s.Span.Start), offered.Max(s => s.Span.End)), time.Now, cancellationToken);
            foreach (var slot in offered.Where(s => rota.IsFree(s, taken)))
            {
                if (await db.TryHoldAsync(slot, rota, caller, time.ExpiresAt, time.Now, cancellationToken) is { } hold) return HeldSlot.Of(hold, slot);
            }
        }

        if (start == first.Start) throw new DomainException(SlotErrors.Taken);
        throw new DomainException(SeriesErrors.NoTime, $"On {day.ToString("O", CultureInfo.InvariantCulture)} the team has no time free.");
    }

    // The civil time stays the same over a clock change.
    private static List<DateTimeOffset> Starts(DateTimeOffset first, int count, int everyDays)
    {
        var london = LondonTime.ToLondon(first).DateTime;
        return
        [
            .. Enumerable.Range(0, count).Select(i => i == 0
                ? first
                : LondonTime.ToInstant(london.AddDays(i * everyDays)) ?? LondonTime.ToInstant(london.AddDays(i * everyDays).AddHours(1))
                    ?? throw new InvalidOperationException("London's clocks leave out one hour.")),
        ];
    }
}
