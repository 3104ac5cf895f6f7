using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Values;

/// <summary>One version of a value: what it said, who said so, when and why.</summary>
public sealed record ValueVersionView(
    int Version, double? Value, long? Numerator, long? Denominator, bool Withdrawn, Guid? ImportId, string? Reason, string ByRole,
    string? ByOrganisation, DateTimeOffset At);

/// <summary>Every version of the place's value for a period, newest first.</summary>
internal static class ReadValueHistory
{
    public static async Task<Page<ValueVersionView>> Handle(
        string code, string period, [AsParameters] PageRequest paging, QualityDb db, CancellationToken cancellationToken)
    {
        var measure = await db.MeasureOfAsync(code, cancellationToken);
        var start = measure.Period.Read(period) ?? throw new DomainException(ValueErrors.PeriodInvalid);
        var page = await db.MeasureValues.AsNoTracking()
            .Where(v => v.MeasureCode == code && v.Scope == MeasureScope.Place && v.Dimension == null && v.Period == start)
            .OrderByDescending(v => v.Version)
            .Select(v => new ValueVersionView(
                v.Version, v.Value, v.Numerator, v.Denominator, v.Value == null, v.ImportId == null ? null : v.ImportId.Value.Value, v.Reason,
                v.ByRole, v.ByOrganisation, v.At))
            .ToPageAsync(paging, cancellationToken);
        return page.Total > 0 ? page : throw new DomainException(ValueErrors.NotFound);
    }
}
