using System.Globalization;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Rounds that exist for a caller, and requests turned into what a round keeps, or refused.</summary>
internal static class RoundBook
{
    private const double DayMinutes = 24 * 60;
    private const double MillisecondsPerMinute = 60_000;

    public static async Task<Team> TeamOfRoundsAsync(this SchedulingDb db, Guid team, Caller caller, CancellationToken cancellationToken) =>
        await db.TeamsOf(caller).AsNoTracking().Include(t => t.Members).SingleOrDefaultAsync(t => t.Id == new TeamId(team), cancellationToken)
        ?? throw new DomainException(TeamErrors.Unknown);

    public static async Task<Round> RoundAsync(this SchedulingDb db, Team team, Guid id, CancellationToken cancellationToken) =>
        await db.Rounds.SingleOrDefaultAsync(r => r.Id == new RoundId(id) && r.Team == team.Id, cancellationToken)
        ?? throw new DomainException(RoundErrors.Unknown);

    /// <summary>The round, locked until the transaction ends, so that two changes of it follow each other.</summary>
    public static async Task<Round> LockRoundAsync(this SchedulingDb db, Team team, Guid id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM rounds WHERE id = {id} FOR UPDATE", cancellationToken);
        return await db.RoundAsync(team, id, cancellationToken);
    }

    public static async Task<AskedRound> AskAsync(
        this SchedulingDb db, Team team, PlanRoundRequest request, CancellationToken cancellationToken)
    {
        var carers = request.Carers.Select(carer => Carer(team, carer, request.Date)).ToArray();
        if (carers.DistinctBy(carer => carer.Member).Count() < carers.Length) throw new DomainException(RoundErrors.CarerTwice);
        if (request.Visits.DistinctBy(visit => visit.Id).Count() < request.Visits.Count) throw new DomainException(RoundErrors.VisitTwice);
        await db.MustBePresentAsync(request.Carers, cancellationToken);
        CheckTravel(request.TravelMinutes, request.Visits.Count + (2 * carers.Length));
        var asked = new AskedRound(carers, [], request.Weights ?? new(), [], request.TravelMinutes);
        foreach (var visit in request.Visits) asked = await db.WithVisitAsync(team, request.Date, asked, visit, cancellationToken);
        return asked;
    }

    /// <summary>What is asked, with one visit more. One of a booking is locked to what the booking says.</summary>
    public static async Task<AskedRound> WithVisitAsync(
        this SchedulingDb db, Team team, DateOnly date, AskedRound asked, VisitEntry entry, CancellationToken cancellationToken)
    {
        if (entry.PreferredMemberId is { } preferred && asked.Carers.All(carer => carer.Member != preferred))
            throw new DomainException(RoundErrors.CarerUnknown);
        if (entry.BookingId is not { } id) return asked with { Visits = [.. asked.Visits, Visit(entry, date)] };
        if (asked.Visits.Any(visit => visit.Booking == id)) throw new DomainException(RoundErrors.VisitTwice);
        var (begins, ends) = (LondonTime.StartOf(date), LondonTime.StartOf(date.AddDays(1)));
        var booking = await db.Bookings.AsNoTracking().SingleOrDefaultAsync(
            b => b.Id == new BookingId(id) && b.Team == team.Id && b.Status == BookingStatus.Confirmed && b.StartsAt >= begins && b.StartsAt < ends,
            cancellationToken) ?? throw new DomainException(RoundErrors.BookingUnknown);
        if (asked.Carers.All(carer => carer.Member != booking.Member.Value)) throw new DomainException(RoundErrors.CarerUnknown);
        var (start, end) = (Minutes(booking.StartsAt, date), Minutes(booking.EndsAt, date));
        return asked with
        {
            Visits = [.. asked.Visits, new(entry.Id, entry.At, start, start, new(end - start, []), null, default, 0, 0, null, id)],
            Pins = [.. asked.Pins, new(entry.Id, false, booking.Member.Value, start)],
        };
    }

    public static double Minutes(DateTimeOffset instant, DateOnly date) => (instant - LondonTime.StartOf(date)).TotalMinutes;

    /// <summary>Plans count whole thousandths of a minute, and so does this: what is worked out from two of them falls on the same instant.</summary>
    public static DateTimeOffset Instant(double minutes, DateOnly date) =>
        LondonTime.ToLondon(LondonTime.StartOf(date).AddMilliseconds(Math.Round(minutes * MillisecondsPerMinute)));

    /// <summary>An instant as London's clocks show it.</summary>
    public static string Clock(DateTimeOffset instant) => LondonTime.ToLondon(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static AskedCarer Carer(Team team, CarerEntry entry, DateOnly date)
    {
        var member = team.Members.FirstOrDefault(m => m.IsActive && m.Id.Value == entry.MemberId)
            ?? throw new DomainException(RoundErrors.CarerUnknown);
        var (start, end) = (Minutes(entry.ShiftStart, date), Minutes(entry.ShiftEnd, date));
        if (LondonTime.DateOf(entry.ShiftStart) != date || end <= start || end > start + DayMinutes) throw new DomainException(RoundErrors.ShiftInvalid);
        return new(entry.MemberId, Skills([member.Profession, .. member.Skills, .. entry.Skills ?? []]), start, end, entry.Start, entry.End ?? entry.Start);
    }

    private static async Task MustBePresentAsync(
        this SchedulingDb db, IReadOnlyList<CarerEntry> carers, CancellationToken cancellationToken)
    {
        var shifts = carers.ToDictionary(carer => new ResourceId(carer.MemberId), carer => new Interval(carer.ShiftStart, carer.ShiftEnd));
        var resources = shifts.Keys.ToList();
        var (from, until) = (carers.Min(carer => carer.ShiftStart).ToUniversalTime(), carers.Max(carer => carer.ShiftEnd).ToUniversalTime());
        var absences = await db.Absences.AsNoTracking()
            .Where(a => resources.Contains(a.Resource) && a.CancelledAt == null && a.StartsAt < until && a.EndsAt > from)
            .ToListAsync(cancellationToken);
        if (absences.Exists(a => a.Time.Overlaps(shifts[a.Resource]))) throw new DomainException(RoundErrors.CarerAbsent);
    }

    private static AskedVisit Visit(VisitEntry entry, DateOnly date)
    {
        if (entry is not { WindowStart: { } from, WindowEnd: { } until, DurationMinutes: { } minutes }
            || LondonTime.DateOf(from) != date || until < from || Minutes(until, date) > 2 * DayMinutes)
        {
            throw new DomainException(RoundErrors.VisitIncomplete);
        }

        var second = entry.Second;
        if (second is { Mode: VisitPairing.Sequential } && second.GapMaxMinutes < second.GapMinMinutes) throw new DomainException(RoundErrors.GapInvalid);
        return new(
            entry.Id, entry.At, Minutes(from, date), Minutes(until, date), new(minutes, Skills(entry.Skills ?? [])),
            second is null ? null : new(second.DurationMinutes, Skills(second.Skills ?? [])), second?.Mode ?? default,
            second?.GapMinMinutes ?? 0, second?.GapMaxMinutes ?? 0, entry.PreferredMemberId, null);
    }

    private static string[] Skills(IEnumerable<string> named)
    {
        var skills = named.Select(skill => skill.Trim().ToLowerInvariant()).Distinct().ToArray();
        return skills.All(skill => skill.Length is > 0 and <= RoundLimits.SkillLengthMax) ? skills : throw new DomainException(RoundErrors.SkillInvalid);
    }

    private static void CheckTravel(IReadOnlyList<IReadOnlyList<double>>? minutes, int places)
    {
        if (minutes is null) return;
        if (minutes.Count != places || minutes.Any(row => row.Count != places || row.Any(time => time is not (>= 0 and <= DayMinutes))))
            throw new DomainException(RoundErrors.TravelInvalid);
    }
}
