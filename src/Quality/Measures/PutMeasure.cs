using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Measures.Feeding;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures;

/// <summary>What a measure is to reach, from a date on, in its unit.</summary>
public sealed record MeasureTargetView(DateOnly EffectiveFrom, double Value);

/// <summary>A measure, whole.</summary>
/// <remarks>
/// <c>Owner</c>: chief-nurse, dass, dcs or dph. <c>Numerator</c> and <c>Denominator</c> say in words what a share counts, and of what.
/// <c>FixAfterPoints</c> and <c>ScreenOutliers</c> are settings of its chart, as for <c>/api/quality/spc/analysis</c>.
/// </remarks>
public sealed record PutMeasureRequest(
    [Required, StringLength(Standard.CodeLengthMax)] string StandardCode,
    [Required, StringLength(Measure.NameLengthMax)] string Name,
    MeasureUnit Unit,
    ImprovementDirection ImprovementDirection,
    MeasurePeriod Period,
    MeasureFeed Feed,
    [Required, StringLength(50)] string Owner,
    [StringLength(Measure.PartLengthMax)] string? Numerator = null,
    [StringLength(Measure.PartLengthMax)] string? Denominator = null,
    [MaxLength(Measure.TargetsMax)] IReadOnlyList<MeasureTargetView>? Targets = null,
    int? FixAfterPoints = null,
    bool ScreenOutliers = true);

/// <summary>Says how a standard is measured; sending the same again changes nothing.</summary>
internal static class PutMeasure
{
    public static async Task<Results<Created<FrameworkPutView>, Ok<FrameworkPutView>>> Handle(
        string code, PutMeasureRequest request, HttpContext http, Caller caller, Purpose purpose, QualityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!Versions.IsCode(code)) throw new DomainException(MeasureErrors.CodeInvalid);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldFrameworkAsync(cancellationToken);

        // Nobody sends the first values of a measure while it is decided that it has none.
        await db.Database.ExecuteSqlAsync($"select from measures where code = {code} for no key update", cancellationToken);
        var standing = await db.Measures.SingleOrDefaultAsync(m => m.Code == code, cancellationToken);
        Versions.Check(http.Request, caller, standing?.Version);
        if (!await db.Standards.AnyAsync(s => s.Code == request.StandardCode, cancellationToken))
            throw new DomainException(MeasureErrors.StandardUnknown);
        if (standing is null && await db.Measures.CountAsync(cancellationToken) >= Measure.PlaceMax) throw new DomainException(MeasureErrors.TooMany);

        var measure = standing ?? Measure.Set(code, request);
        var changed = standing?.Amend(request, await db.MeasureValues.AnyAsync(v => v.MeasureCode == code, cancellationToken)) ?? true;
        if (standing is null) db.Measures.Add(measure);
        if (changed)
        {
            db.FrameworkChanges.Add(FrameworkChange.Of(measure, request, caller, time.GetUtcNow()));
            db.RecordAccess(caller, purpose, "measure.put", "measure", code);
            db.MeasureMarks.Add(MeasureMark.OfWhole(code));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = Versions.TagOf(measure.Version);
        return standing is null
            ? TypedResults.Created($"/api/quality/measures/{code}", new FrameworkPutView(code, PutOutcome.Added, measure.Version))
            : TypedResults.Ok(new FrameworkPutView(code, changed ? PutOutcome.Changed : PutOutcome.Unchanged, measure.Version));
    }
}
