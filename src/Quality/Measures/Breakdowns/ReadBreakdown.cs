using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Measures.Values;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Breakdowns;

/// <summary>A measure's value for people of one category. <c>Hidden</c>: it would tell of few people, or help to tell of them.</summary>
/// <remarks><c>Numerator</c> and <c>Denominator</c> are rounded to the nearest five; a share is that of the rounded counts, in whole percent.</remarks>
public sealed record CategoryView(string Category, bool Hidden, double? Value, long? Numerator, long? Denominator);

/// <summary>A measure by one dimension. <c>Withheld</c>: no part of it can be shown without telling of few people.</summary>
public sealed record DimensionView(EqualityDimension Dimension, bool Withheld, IReadOnlyList<CategoryView> Categories);

/// <summary>A measure by the dimensions of equality, in one period. Counts below <c>HiddenBelow</c> are hidden, others rounded to <c>RoundedTo</c>.</summary>
public sealed record BreakdownView(
    string MeasureCode, DateOnly Period, bool Provisional, int HiddenBelow, int RoundedTo, IReadOnlyList<DimensionView> Dimensions);

internal static class ReadBreakdown
{
    private const int CategoriesMax = 100;

    public static async Task<BreakdownView> Handle(
        string code, string period, QualityDb db, PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        var measure = await db.MeasureOfAsync(code, cancellationToken);
        var start = measure.Period.Read(period) ?? throw new DomainException(ValueErrors.PeriodInvalid);
        var values = await db.StandingValuesOf(code)
            .Where(v => v.Period == start && v.Scope == MeasureScope.Place && v.Dimension != null && v.Value != null)
            .OrderBy(v => v.Category).Take(Enum.GetValues<EqualityDimension>().Length * CategoriesMax + 1)
            .ToListAsync(cancellationToken);
        var dimensions = values.GroupBy(v => v.Dimension!.Value).OrderBy(g => g.Key)
            .Select(g => Of(measure, g.Key, [.. g], category => LotOf(cipher, measure, start, g.Key, category))).ToList();
        return new(
            code, start, !measure.Period.IsFinished(start, LondonTime.DateOf(time.GetUtcNow())), SmallNumbers.ShownFrom, SmallNumbers.RoundedTo,
            dimensions);
    }

    /// <summary>What may be shown of a dimension.</summary>
    internal static DimensionView Of(
        Measure measure, EqualityDimension dimension, IReadOnlyList<MeasureValue> values, Func<string, string> lot)
    {
        var hidden = values.Count <= CategoriesMax ? SmallNumbers.Hidden([.. values.Select(CountsOf)], at => lot(values[at].Category)) : null;
        if (hidden is null) return new(dimension, Withheld: true, []);
        return new(dimension, Withheld: false, [.. values.Select((value, at) => Of(measure, value, hidden[at]))]);
    }

    private static CategoryView Of(Measure measure, MeasureValue value, bool hidden)
    {
        if (hidden) return new(value.Category, Hidden: true, null, null, null);
        var whole = SmallNumbers.Round(value.Denominator ?? 0);
        if (measure.Unit != MeasureUnit.Percent) return new(value.Category, Hidden: false, Math.Round(value.Value ?? 0, 1), null, whole);
        var part = SmallNumbers.Round(value.Numerator ?? 0);
        return new(value.Category, Hidden: false, Math.Round(100.0 * part / whole), part, whole);
    }

    // Another lot in each period and dimension, so that none tells of the next.
    private static string LotOf(PersonalDataCipher cipher, Measure measure, DateOnly period, EqualityDimension dimension, string category) =>
        cipher.KeyedHash($"{measure.Code}/{period:yyyy-MM-dd}/{dimension}/{category}", "measure_values.category");

    // Of a share also those whom it is not true of: where they are few, nearly everybody's is known.
    private static long[] CountsOf(MeasureValue value) => (value.Numerator, value.Denominator) switch
    {
        ({ } part, { } whole) => [whole, part, whole - part],
        (_, { } whole) => [whole],
        _ => [0],
    };
}
