using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Absences;

/// <summary>Who is away, or what is closed: from one instant to another, or for whole London days, both included.</summary>
public sealed record EnterAbsenceRequest(
    Guid ResourceId,
    AbsenceKind Kind,
    DateTimeOffset? Start = null,
    DateTimeOffset? End = null,
    [DiaryDate] DateOnly? FirstDay = null,
    [DiaryDate] DateOnly? LastDay = null);

/// <summary>The absence, and what stands in it: the bookings that the caller may see, how many more there are, and published rounds with visits.</summary>
public sealed record AbsenceEntered(
    AbsenceView Absence, IReadOnlyList<Guid> OrphanedBookingIds, int OrphanedElsewhere, IReadOnlyList<Guid> RoundIds);

/// <summary>Takes a member's or a resource's time out of what is offered, at once, and says which bookings somebody must see to.</summary>
internal static class EnterAbsence
{
    private const int DaysMax = 366;
    private const int StandingMax = 500;

    public static async Task<Created<AbsenceEntered>> Handle(
        EnterAbsenceRequest request, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.HaveRotaAloneAsync(cancellationToken);
        var absence = await EnterAsync(db, request, caller, purpose, time.GetUtcNow(), cancellationToken);
        var who = await db.AbsentOfAsync(absence.Resource, caller, cancellationToken) ?? throw new DomainException(AbsenceErrors.WhoUnknown);
        var (seen, elsewhere) = await db.OrphansOfAsync(who.Resource, absence.Time, caller, cancellationToken);
        var rounds = await db.RoundsOfAsync(who.Resource, absence.Time, caller, cancellationToken);
        return TypedResults.Created(
            $"/api/scheduling/absences/{absence.Id.Value}", new AbsenceEntered(AbsenceView.Of(absence, who.Name), seen, elsewhere, rounds));
    }

    /// <summary>Enters it for who has the rota alone.</summary>
    internal static async Task<Absence> EnterAsync(
        SchedulingDb db, EnterAbsenceRequest request, Caller caller, Purpose purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var who = await db.AbsentOfAsync(new(request.ResourceId), caller, cancellationToken) ?? throw new DomainException(AbsenceErrors.WhoUnknown);
        var away = TimeOf(request, who);
        if (await db.Absences.CountAsync(a => a.Resource == who.Resource && a.CancelledAt == null && a.EndsAt > now, cancellationToken) >= StandingMax)
            throw new DomainException(AbsenceErrors.TooMany);

        var absence = Absence.Of(who.Resource, request.Kind, away, caller, now);
        db.Absences.Add(absence);
        db.RecordAccess(caller, purpose, "absence.enter", "absence", $"{absence.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);

        // Who still writes a booking hears that the hold has ended; what was confirmed before that is among the orphans.
        await db.EndHoldsAsync(who.Resource, away, cancellationToken);
        return absence;
    }

    /// <summary>The time that they are away; refused where it is none, or not for the like of them.</summary>
    internal static Interval TimeOf(EnterAbsenceRequest request, Absent who)
    {
        if (who.IsMember == (request.Kind == AbsenceKind.Closure)) throw new DomainException(AbsenceErrors.KindInvalid);
        Interval? time = request switch
        {
            { Start: { } start, End: { } end, FirstDay: null, LastDay: null } => new(start.ToUniversalTime(), end.ToUniversalTime()),
            { Start: null, End: null, FirstDay: { } first, LastDay: { } last } when first <= last =>
                new(LondonTime.StartOf(first), LondonTime.StartOf(last.AddDays(1))),
            _ => null,
        };
        return time is { } away && away.Start < away.End && away.End - away.Start <= TimeSpan.FromDays(DaysMax + 1)
            && DiaryDateAttribute.Holds(DateOnly.FromDateTime(away.Start.UtcDateTime)) && DiaryDateAttribute.Holds(DateOnly.FromDateTime(away.End.UtcDateTime))
            ? away
            : throw new DomainException(AbsenceErrors.TimeInvalid);
    }
}
