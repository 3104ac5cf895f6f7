using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Standards;

internal static class StandardUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from standard in place.Standards
        select new Upsert(
            "standards",
            standard.Row,
            $"api/quality/standards/{standard.Code}",
            new { standard.Name, standard.KeyQuestion, standard.QualityStatement, standard.Owner });

    public static IEnumerable<Upsert> MeasuresOf(Place place) =>
        from measure in place.Measures
        select new Upsert(
            "measures",
            measure.Row,
            $"api/quality/measures/{measure.Code}",
            new
            {
                StandardCode = measure.Standard,
                measure.Name,
                measure.Unit,
                ImprovementDirection = measure.Direction,
                measure.Period,
                measure.Feed,
                measure.Owner,
                measure.Numerator,
                measure.Denominator,
                Targets = measure is { Target: { } value, TargetFrom: { } since } ? [new { EffectiveFrom = since, Value = value }] : Array.Empty<object>(),
            });
}
