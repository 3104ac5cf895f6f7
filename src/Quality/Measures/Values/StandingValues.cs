using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Values;

/// <summary>Of each value the version that stands: the newest.</summary>
internal static class StandingValues
{
    /// <summary>All that people sent of the measure, withdrawn ones included.</summary>
    public static IQueryable<MeasureValue> StandingValuesOf(this QualityDb db, string measure) =>
        db.MeasureValues.AsNoTracking().Where(v => v.MeasureCode == measure && !db.MeasureValues.Any(later =>
            later.MeasureCode == measure && later.Scope == v.Scope && later.ScopeKey == v.ScopeKey && later.Dimension == v.Dimension
            && later.Category == v.Category && later.Period == v.Period && later.Version > v.Version));
}
