using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Values;

/// <summary>The values of a measure as they stand, newest first, the period that is going on included. <c>Next</c>: the period to go on before.</summary>
internal static class FindValues
{
    private const int ItemsMax = 2_000;

    public static async Task<Feed<MeasureValueView>> Handle(
        string code, [AsParameters] ScopeFilter filter, string? before, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var measure = await db.MeasureOfAsync(code, cancellationToken);
        var (scope, key) = await db.KnownScopeAsync(filter, cancellationToken);
        var end = before is null ? DateOnly.MaxValue : measure.Period.Read(before) ?? throw new DomainException(ValueErrors.PeriodInvalid);
        var today = LondonTime.DateOf(time.GetUtcNow());
        var values = (await db.SeriesOfAsync(measure, scope, key, cancellationToken)).Where(v => v.Period < end && v.Period <= today).Reverse()
            .Take(ItemsMax + 1).ToList();
        var more = values.Count > ItemsMax;
        return new(
            [.. values.Take(ItemsMax).Select(v => new MeasureValueView(
                v.Period, v.Value, v.Numerator, v.Denominator, !measure.Period.IsFinished(v.Period, today), v.Version, Withdrawn: false))],
            more ? $"{values[ItemsMax - 1].Period:yyyy-MM-dd}" : null);
    }

    /// <summary>What the filter asks for, if there is such a service.</summary>
    internal static async Task<(MeasureScope Scope, string Key)> KnownScopeAsync(
        this QualityDb db, ScopeFilter filter, CancellationToken cancellationToken)
    {
        var asked = filter.Asked;
        if (filter.ServiceId is { } id)
        {
            var service = CareServiceId.From(id);
            if (!await db.CareServices.AnyAsync(s => s.Id == service, cancellationToken)) throw new DomainException(MeasureErrors.ServiceUnknown);
        }

        return asked;
    }
}
