using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Values;

/// <summary>One value of a series, whoever worked it out.</summary>
internal readonly record struct SeriesValue(DateOnly Period, double Value, long? Numerator, long? Denominator, int? Version);

/// <summary>Of what a measure's values are asked for; the place where neither is said.</summary>
public sealed record ScopeFilter(Guid? ServiceId, string? Neighbourhood)
{
    internal (MeasureScope Scope, string Key) Asked => (ServiceId, Neighbourhood) switch
    {
        (null, null) => (MeasureScope.Place, ""),
        ({ } service, null) => (MeasureScope.Service, service.ToString()),
        (null, { } neighbourhood) => (MeasureScope.Neighbourhood, neighbourhood),
        _ => throw new DomainException(MeasureErrors.ScopeInvalid),
    };
}

/// <summary>Reads the values of a measure in the order of their periods.</summary>
internal static class SeriesReading
{
    /// <summary>More than there can be periods since the year 2000.</summary>
    private const int ValuesMax = 5_000;

    public static async Task<List<SeriesValue>> SeriesOfAsync(
        this QualityDb db, Measure measure, MeasureScope scope, string key, CancellationToken cancellationToken)
    {
        if (measure.Feed == MeasureFeed.Import)
        {
            return await db.StandingValuesOf(measure.Code)
                .Where(v => v.Scope == scope && v.ScopeKey == key && v.Dimension == null && v.Value != null)
                .OrderBy(v => v.Period).Take(ValuesMax)
                .Select(v => new SeriesValue(v.Period, v.Value!.Value, v.Numerator, v.Denominator, v.Version)).ToListAsync(cancellationToken);
        }

        var values = await db.AutomaticValues.AsNoTracking()
            .Where(v => v.MeasureCode == measure.Code && v.Scope == scope && v.ScopeKey == key)
            .OrderBy(v => v.Period).Take(ValuesMax)
            .Select(v => new SeriesValue(v.Period, v.Value, v.Numerator, v.Denominator, null)).ToListAsync(cancellationToken);
        return measure.Feed == MeasureFeed.RestrictedDays && scope != MeasureScope.Place
            ? await WithNoughtsAsync(db, measure, values, cancellationToken)
            : values;
    }

    // A service that was not restricted in a month has a value for it, which is nought, wherever the place has one.
    private static async Task<List<SeriesValue>> WithNoughtsAsync(
        QualityDb db, Measure measure, List<SeriesValue> values, CancellationToken cancellationToken)
    {
        var known = values.ToDictionary(v => v.Period);
        var periods = await db.AutomaticValues.AsNoTracking()
            .Where(v => v.MeasureCode == measure.Code && v.Scope == MeasureScope.Place)
            .OrderBy(v => v.Period).Take(ValuesMax).Select(v => v.Period).ToListAsync(cancellationToken);
        return [.. periods.Select(p => known.TryGetValue(p, out var value) ? value : new(p, 0, null, null, null))];
    }
}
