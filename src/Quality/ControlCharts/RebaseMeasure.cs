using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.Feeding;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>New limits from a period on: a month as 2026-03, or the date on which the month or week begins. The reason stands on the chart and names nobody.</summary>
public sealed record RebaseMeasureRequest(
    [Required, StringLength(10)] string Period, [Required, StringLength(Rebase.ReasonLengthMax)] string Reason);

internal static class RebaseMeasure
{
    public static async Task<Created<RebaseView>> Handle(
        string code, RebaseMeasureRequest request, Caller caller, Purpose purpose, QualityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var measure = await db.MeasureOfAsync(code, cancellationToken);
        measure.MustBeKeptBy(caller);
        var now = time.GetUtcNow();
        if (measure.Period.Read(request.Period) is not { } period || period < MeasureCalendar.FirstDay || period > LondonTime.DateOf(now))
            throw new DomainException(RebaseErrors.PeriodInvalid);
        if (request.Reason.Trim() is not { Length: > 0 } reason) throw new DomainException(RebaseErrors.ReasonMissing);
        if (await db.Rebases.CountAsync(r => r.MeasureCode == code && r.TakenBackAt == null, cancellationToken) >= Rebase.MeasureMax)
            throw new DomainException(RebaseErrors.TooMany);

        var rebase = Rebase.Of(code, period, reason, caller, now);
        db.Rebases.Add(rebase);
        db.MeasureMarks.Add(MeasureMark.OfValues(code));
        db.RecordAccess(caller, purpose, "measure.rebase", "measure", code);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(RebaseMapping.StandingIndex))
        {
            throw new DomainException(RebaseErrors.AlreadyStands);
        }

        return TypedResults.Created($"/api/quality/measures/{code}/rebases", RebaseView.Of(rebase));
    }
}

/// <summary>Why the limits do not begin anew after all.</summary>
public sealed record TakeBackRebaseRequest([Required, StringLength(Rebase.ReasonLengthMax)] string Reason);

internal static class TakeBackRebase
{
    public static async Task<RebaseView> Handle(
        string code, Guid id, TakeBackRebaseRequest request, Caller caller, Purpose purpose, QualityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        (await db.MeasureOfAsync(code, cancellationToken)).MustBeKeptBy(caller);
        var rebaseId = RebaseId.From(id);
        var rebase = await db.Rebases.SingleOrDefaultAsync(r => r.Id == rebaseId && r.MeasureCode == code, cancellationToken)
            ?? throw new DomainException(RebaseErrors.NotFound);
        if (rebase.TakenBackAt is not null) throw new DomainException(RebaseErrors.AlreadyTakenBack);
        if (request.Reason.Trim() is not { Length: > 0 } reason) throw new DomainException(RebaseErrors.ReasonMissing);

        rebase.TakeBack(reason, caller, time.GetUtcNow());
        db.MeasureMarks.Add(MeasureMark.OfValues(code));
        db.RecordAccess(caller, purpose, "measure.rebase-take-back", "measure", code);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(RebaseErrors.AlreadyTakenBack);
        }

        return RebaseView.Of(rebase);
    }
}

/// <summary>Every rebase of a measure's chart, those taken back included, newest first.</summary>
internal static class FindRebases
{
    public static async Task<Page<RebaseView>> Handle(
        string code, [AsParameters] PageRequest paging, QualityDb db, CancellationToken cancellationToken)
    {
        await db.MeasureOfAsync(code, cancellationToken);
        var page = await db.Rebases.AsNoTracking().Where(r => r.MeasureCode == code)
            .OrderByDescending(r => r.At).ThenByDescending(r => r.Id).ToPageAsync(paging, cancellationToken);
        return new([.. page.Items.Select(RebaseView.Of)], page.Number, page.PageSize, page.Total);
    }
}
