using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Incidents;

/// <summary>One step in the story of an incident.</summary>
/// <remarks>
/// <c>Number</c> counts from 1 and is the cursor. <c>ByRole</c> is absent where the system did it by itself.
/// </remarks>
public sealed record TimelineEntryView(
    int Number, TimelineKind Kind, DateTimeOffset At, string? ByRole, string? ByOrganisation, Guid? RestrictionId,
    int? BookingCount);

internal static class ReadTimeline
{
    private const int LimitMax = 200;
    private const int LimitDefault = 50;

    public static async Task<Feed<TimelineEntryView>> Handle(
        Guid id,
        [Range(0, int.MaxValue)] int? after,
        [Range(1, LimitMax)] int? limit,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        CancellationToken cancellationToken)
    {
        var incidentId = IncidentId.From(id);
        var incident = await db.Incidents.AsNoTracking().KnownTo(caller)
            .SingleOrDefaultAsync(i => i.Id == incidentId, cancellationToken)
            ?? throw new DomainException(IncidentErrors.NotFound);
        await db.RecordAccessAsync(incident, caller, purpose, "incident.timeline-read", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var size = limit ?? LimitDefault;
        var entries = await db.Timeline.AsNoTracking()
            .Where(e => e.IncidentId == incidentId && e.Number > (after ?? 0))
            .OrderBy(e => e.Number).Take(size + 1)
            .Select(e => new TimelineEntryView(
                e.Number, e.Kind, e.At, e.ByRole, e.ByOrganisation,
                e.RestrictionId == null ? null : e.RestrictionId.Value.Value, e.BookingCount))
            .ToListAsync(cancellationToken);
        if (entries.Count <= size) return new(entries, Next: null);

        entries.RemoveAt(size);
        return new(entries, entries[^1].Number.ToString(CultureInfo.InvariantCulture));
    }
}
