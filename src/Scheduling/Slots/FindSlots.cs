using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Slots;

public sealed record SlotView(
    string SlotId, DateTimeOffset Start, DateTimeOffset End, Guid TeamId, string TeamName, Guid? SiteId, string? SiteName, Delivery Delivery,
    bool? IsOutward, IReadOnlyList<NeedMatch>? NeedsMet = null);

public sealed record SlotList(IReadOnlyList<SlotView> Items);

/// <summary>The free slots of a service, earliest first; outward, those of other neighbourhoods' teams follow after all of the one asked for.</summary>
internal static class FindSlots
{
    private const int SlotsMax = 500;
    private const int SlotsDefault = 100;
    private const int RangeDaysMax = 42;
    private const int RangeDaysDefault = 14;

    public static async Task<Ok<SlotList>> Handle(
        [FromQuery] Guid serviceId, [FromQuery] DiaryTime? from, [FromQuery] DiaryTime? to,
        [FromQuery, StringLength(50)] string? neighbourhood, [FromQuery, Range(1, SlotsMax)] int? limit,
        [FromQuery] bool? outward, [FromQuery] Guid? referralId, Caller caller, Purpose purpose, PersonalDataCipher cipher, SchedulingDb db,
        RotaBook rotas, TakenBook taken, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var service = await db.CareServices.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == new ServiceId(serviceId) && s.Name != null, cancellationToken)
            ?? throw new DomainException(CareServiceErrors.Unknown);
        var wanted = Wanted(from?.Begin ?? now, to?.End);
        if (!service.TakesBookings) return TypedResults.Ok(new SlotList([]));

        var rota = await rotas.OfAsync(db, service.Id, cancellationToken);
        var (bookable, max) = (Bookable(wanted, rota.Settings, now), limit ?? SlotsDefault);
        var (near, far) = (rota.Teams.Where(t => Serves(t, neighbourhood)).ToList(), rota.Teams.Where(t => !Serves(t, neighbourhood)).ToList());
        var slots = await db.FreeSlotsAsync(taken, rota, near, bookable, max, now, cancellationToken);
        var inward = slots.Count;
        if (outward is true && inward < max)
            slots.AddRange(await db.FreeSlotsAsync(taken, rota, far, bookable, max - inward, now, cancellationToken));
        var needs = referralId is { } referral ? await NeedsAsync(db, referral, caller, purpose, cipher, cancellationToken) : null;
        return TypedResults.Ok(new SlotList(await ViewsAsync(db, slots, outward is true ? inward : null, service, needs, cancellationToken)));
    }

    // Whose needs they are is known to who may read the referral, and that they were read is accounted for.
    private static async Task<NeedsEntry> NeedsAsync(
        SchedulingDb db, Guid id, Caller caller, Purpose purpose, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var request = await db.ReferralsOf(caller).AsNoTracking().SingleOrDefaultAsync(r => r.Id == new ServiceRequestId(id), cancellationToken)
            ?? throw new DomainException(ServiceRequestErrors.Unknown);
        if (request.Texts is null) throw new DomainException(ServiceRequestErrors.Erased);
        db.RecordAccess(request, caller, purpose, "referral.needs-read");
        await db.SaveChangesAsync(cancellationToken);
        return request.Texts.OpenNeeds(new(cipher, request.Id));
    }

    /// <summary>The stretch that slots are sought in; refused where it is none, or too long.</summary>
    internal static Interval Wanted(DateTimeOffset start, DateTimeOffset? end)
    {
        var wanted = new Interval(start, end ?? start.AddDays(RangeDaysDefault));
        return wanted.End <= wanted.Start || wanted.End - wanted.Start > TimeSpan.FromDays(RangeDaysMax)
            ? throw new DomainException(SlotErrors.RangeInvalid)
            : wanted;
    }

    /// <summary>At most so many free slots, in the order of time, team and member; none of a service that takes no bookings.</summary>
    internal static async Task<List<Slot>> SearchAsync(
        SchedulingDb db, RotaBook rotas, TakenBook taken, CareService service, Interval wanted, string? neighbourhood, int limit,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!service.TakesBookings) return [];
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var rota = await rotas.OfAsync(db, service.Id, cancellationToken);
        var teams = rota.Teams.Where(t => Serves(t, neighbourhood)).ToList();
        return await db.FreeSlotsAsync(taken, rota, teams, Bookable(wanted, settings, now), limit, now, cancellationToken);
    }

    private static Interval Bookable(Interval wanted, PlaceSettings settings, DateTimeOffset now) => new(
        wanted.Start > now ? wanted.Start : now.AddTicks(1),
        wanted.End < settings.LastStart(now) ? wanted.End : settings.LastStart(now).AddTicks(1));

    internal static bool Serves(TeamRota team, string? neighbourhood) => neighbourhood is null || team.Neighbourhoods.Contains(neighbourhood);

    internal static async Task<List<SlotView>> ViewsAsync(
        SchedulingDb db, List<Slot> slots, int? inward, CareService? service, NeedsEntry? needs, CancellationToken cancellationToken)
    {
        var ids = slots.Select(s => s.Site).OfType<SiteId>().Distinct().ToList();
        var sites = ids.Count == 0 ? [] : await db.Sites.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        return [.. slots.Select((s, i) => new SlotView(
            s.Id.ToString(), LondonTime.ToLondon(s.Time.Start), LondonTime.ToLondon(s.Time.End), s.Team.Value, s.TeamName,
            s.Site?.Value, SiteOf(s)?.Name, s.Delivery, inward is { } near ? i >= near : null,
            needs is null ? null : NeedMatching.Of(needs, service, SiteOf(s), s.Delivery)))];

        Site? SiteOf(Slot slot) => slot.Site is { } id ? sites.GetValueOrDefault(id) : null;
    }
}
