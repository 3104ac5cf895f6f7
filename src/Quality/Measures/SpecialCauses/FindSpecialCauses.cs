using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.ControlCharts;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.SpecialCauses;

/// <summary>A special cause of concern that was found; a task to explain it is about its <c>Id</c>. <c>WithdrawnAt</c> where the values were corrected and it is none any more.</summary>
public sealed record SpecialCauseView(
    Guid Id, string MeasureCode, string MeasureName, string Owner, DateOnly Period, ChartRule Rule, double Value, DateTimeOffset FoundAt,
    DateTimeOffset? WithdrawnAt);

/// <summary>What was found in the charts, newest first. <c>Measure</c> and <c>Owner</c> narrow it; <c>Standing</c> leaves out what was withdrawn.</summary>
internal static class FindSpecialCauses
{
    public static async Task<Page<SpecialCauseView>> Handle(
        string? measure, string? owner, bool? standing, [AsParameters] PageRequest paging, QualityDb db, CancellationToken cancellationToken)
    {
        var asked = db.SpecialCauses.AsNoTracking().Join(db.Measures, c => c.MeasureCode, m => m.Code, (cause, of) => new { cause, of });
        if (measure is not null) asked = asked.Where(each => each.of.Code == measure);
        if (owner is not null) asked = asked.Where(each => each.of.Owner == owner);
        if (standing is { } stands) asked = asked.Where(each => (each.cause.WithdrawnAt == null) == stands);
        return await asked.OrderByDescending(each => each.cause.FoundAt).ThenByDescending(each => each.cause.Id)
            .Select(each => new SpecialCauseView(
                each.cause.Id.Value, each.of.Code, each.of.Name, each.of.Owner, each.cause.Period, each.cause.Rule, each.cause.Value, each.cause.FoundAt,
                each.cause.WithdrawnAt))
            .ToPageAsync(paging, cancellationToken);
    }
}
