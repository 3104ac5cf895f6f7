using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Measures.Feeding;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Values;

/// <summary>One value of the place. A share says <c>Numerator</c> and <c>Denominator</c>, another measure <c>Value</c>.</summary>
/// <remarks>
/// <c>Withdrawn</c>: there is no value for the period after all. Where one stands already, <c>If-Match</c> names its version and <c>Reason</c> says why
/// it was wrong; everybody who reads the measure reads that reason, so it names nobody.
/// </remarks>
public sealed record EnterValueRequest(
    double? Value = null,
    long? Numerator = null,
    long? Denominator = null,
    bool Withdrawn = false,
    [StringLength(MeasureValue.ReasonLengthMax)] string? Reason = null);

/// <summary>A value as it stands. <c>Provisional</c>: its period is still going on, and the chart leaves it out.</summary>
public sealed record MeasureValueView(
    DateOnly Period, double? Value, long? Numerator, long? Denominator, bool Provisional, int? Version, bool Withdrawn);

/// <summary>Enters or corrects one value by hand. What stood stays in its history.</summary>
internal static class EnterValue
{
    public static async Task<Results<Created<MeasureValueView>, Ok<MeasureValueView>>> Handle(
        string code, string period, EnterValueRequest request, HttpContext http, Caller caller, Purpose purpose, QualityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var measure = await db.HeldMeasureAsync(code, cancellationToken);
        measure.MustBeKeptBy(caller);
        if (measure.Feed != MeasureFeed.Import) throw new DomainException(MeasureErrors.FedAutomatically);
        var (now, today) = (time.GetUtcNow(), LondonTime.DateOf(time.GetUtcNow()));
        if (measure.Period.Read(period) is not { } start || start < MeasureCalendar.FirstDay || start > today)
            throw new DomainException(ValueErrors.PeriodInvalid);

        var last = await db.MeasureValues.AsNoTracking()
            .Where(v => v.MeasureCode == code && v.Scope == MeasureScope.Place && v.ScopeKey == "" && v.Dimension == null && v.Period == start)
            .OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
        Versions.Check(http.Request, caller, last?.Version);
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        if (last is not null && reason is null) throw new DomainException(ValueErrors.ReasonMissing);
        if (last is null && request.Withdrawn) throw new DomainException(ValueErrors.NotFound);
        var figures = request.Withdrawn
            ? (request.Value, request.Numerator, request.Denominator) is (null, null, null) ? Figures.None : null
            : Figures.Of(measure, request.Value, request.Numerator, request.Denominator);
        if (figures is not { } said) throw new DomainException(ValueErrors.NumberInvalid);

        var entered = MeasureValue.Of(code, ValueKey.OfPlace(start), last?.Version ?? 0, said, import: null, reason, caller, now);
        db.MeasureValues.Add(entered);
        db.MeasureMarks.Add(MeasureMark.OfValues(code));
        db.RecordAccess(caller, purpose, "measure.value-enter", "measure", code);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        http.Response.Headers.ETag = Versions.TagOf(entered.Version);
        var view = new MeasureValueView(
            start, said.Value, said.Numerator, said.Denominator, !measure.Period.IsFinished(start, today), entered.Version, request.Withdrawn);
        return last is null ? TypedResults.Created($"/api/quality/measures/{code}/values", view) : TypedResults.Ok(view);
    }
}
