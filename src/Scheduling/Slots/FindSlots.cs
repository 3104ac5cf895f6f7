using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Slots;

public sealed record SlotView(
    string SlotId, DateTimeOffset Start, DateTimeOffset End, Guid TeamId, string TeamName, Guid? SiteId, string? SiteName, Delivery Delivery);

public sealed record SlotList(IReadOnlyList<SlotView> Items);

/// <summary>The free slots of a service, earliest first.</summary>
internal static class FindSlots
{
    private const int SlotsMax = 500;
    private const int SlotsDefault = 100;
    private const int RangeDaysMax = 42;
    private const int RangeDaysDefault = 14;

    // The nearest days usually fill the answer: later ones are only worked out when they are needed.
    private static readonly TimeSpan Step = TimeSpan.FromDays(3);

    public static async Task<Ok<SlotList>> Handle(
        [FromQuery] Guid serviceId, [FromQuery] DiaryTime? from, [FromQuery] DiaryTime? to,
        [FromQuery, StringLength(50)] string? neighbourhood, [FromQuery, Range(1, SlotsMax)] int? limit,
        SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var service = await db.CareServices.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == new ServiceId(serviceId) && s.Name != null, cancellationToken)
            ?? throw new DomainException(CareServiceErrors.Unknown);
        var start = from?.Begin ?? now;
        var wanted = new Interval(start, to?.End ?? start.AddDays(RangeDaysDefault));
        if (wanted.End <= wanted.Start || wanted.End - wanted.Start > TimeSpan.FromDays(RangeDaysMax))
            throw new DomainException(SlotErrors.RangeInvalid);
        if (!service.TakesBookings) return TypedResults.Ok(new SlotList([]));

        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var slots = await FreeSlotsAsync(
            db, service.Id, neighbourhood, Bookable(wanted, settings, now), limit ?? SlotsDefault, now, cancellationToken);
        return TypedResults.Ok(new SlotList(await ViewsAsync(db, slots, cancellationToken)));
    }

    private static Interval Bookable(Interval wanted, PlaceSettings settings, DateTimeOffset now) => new(
        wanted.Start > now ? wanted.Start : now.AddTicks(1),
        wanted.End < settings.LastStart(now) ? wanted.End : settings.LastStart(now).AddTicks(1));

    private static async Task<List<Slot>> FreeSlotsAsync(
        SchedulingDb db, ServiceId service, string? neighbourhood, Interval bookable, int limit, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var teams = db.Teams.Where(t => neighbourhood == null || t.NeighbourhoodCodes.Contains(neighbourhood));
        var rota = await teams.RotaAsync(service, cancellationToken);
        var resources = rota.Select(l => l.Pattern.Member.Resource).Distinct().ToList();
        var free = new List<Slot>();
        for (var start = bookable.Start; start < bookable.End && free.Count < limit && rota.Count > 0; start += Step)
        {
            var stretch = new Interval(start, start + Step < bookable.End ? start + Step : bookable.End);
            var offered = rota.SelectMany(l => l.SlotsIn(stretch)).ToList();
            if (offered.Count == 0) continue;

            var reach = new Interval(stretch.Start, offered.Max(s => s.Time.End));
            var taken = await db.ClaimsWithinAsync(resources, reach, now, cancellationToken);
            free.AddRange(offered
                .Where(s => !taken[s.Member.Resource].Any(s.Time.Overlaps))
                .OrderBy(s => s.Time.Start).ThenBy(s => s.TeamName, StringComparer.Ordinal).ThenBy(s => s.Member.Value));
        }

        return [.. free.Take(limit)];
    }

    private static async Task<List<SlotView>> ViewsAsync(
        SchedulingDb db, List<Slot> slots, CancellationToken cancellationToken)
    {
        var ids = slots.Select(s => s.Site).OfType<SiteId>().Distinct().ToList();
        var sites = await db.Sites.AsNoTracking().Where(s => ids.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, s => s.Name, cancellationToken);
        return [.. slots.Select(s => new SlotView(
            s.Id.ToString(), LondonTime.ToLondon(s.Time.Start), LondonTime.ToLondon(s.Time.End), s.Team.Value, s.TeamName,
            s.Site?.Value, s.Site is { } site ? sites.GetValueOrDefault(site) : null, s.Delivery))];
    }
}
