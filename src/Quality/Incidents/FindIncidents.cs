using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Incidents;

/// <summary>Which incidents are asked for; what is left out does not narrow the list.</summary>
/// <remarks>
/// <c>Status</c> and <c>EventType</c> are words of <see cref="IncidentStatus"/> and <see cref="IncidentType"/>.
/// <c>From</c> and <c>To</c> are the first and the last day on which it occurred, as London's calendar has them.
/// </remarks>
public sealed record IncidentFilter(
    string? Status, Guid? ServiceId, string? EventType, DateOnly? From, DateOnly? To);

internal static class FindIncidents
{
    private const int YearMin = 1900;
    private const int YearMax = 2999;

    public static async Task<Page<IncidentSummaryView>> Handle(
        [AsParameters] IncidentFilter filter,
        [AsParameters] PageRequest paging,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        CancellationToken cancellationToken)
    {
        var found = Narrow(db.Incidents.AsNoTracking().KnownTo(caller), filter)
            .OrderByDescending(i => i.LoggedAt).ThenByDescending(i => i.Id);
        var page = await found.Select(i => new
        {
            IsOwn = i.ReporterSubject == caller.Subject,
            PersonKey = db.BookedPeople.Where(p => p.BookingId == i.BookingId).Select(p => p.PersonKey).FirstOrDefault(),
            View = new IncidentSummaryView(
                i.Id.Value, i.Reference, i.EventType, i.Status, i.OccurredAt, i.LoggedAt,
                i.ServiceId == null ? null : i.ServiceId.Value.Value,
                db.CareServices.Where(s => s.Id == i.ServiceId).Select(s => s.Name).FirstOrDefault(),
                i.PhysicalHarm, i.PsychologicalHarm, i.Safeguarding),
        }).ToPageAsync(paging, cancellationToken);

        foreach (var listed in page.Items)
        {
            db.RecordAccess(
                caller, purpose, "incident.search", "incident", $"{listed.View.Id}", listed.PersonKey,
                listed.IsOwn ? AccessBasis.Own : null);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new([.. page.Items.Select(listed => listed.View)], page.Number, page.PageSize, page.Total);
    }

    private static IQueryable<Incident> Narrow(IQueryable<Incident> incidents, IncidentFilter filter)
    {
        if (Words.Asked<IncidentStatus>(filter.Status) is { } status)
            incidents = incidents.Where(i => i.Status == status);
        if (Words.Asked<IncidentType>(filter.EventType) is { } type)
            incidents = incidents.Where(i => i.EventType == type);
        if (filter.ServiceId is { } serviceId)
        {
            var service = CareServiceId.From(serviceId);
            incidents = incidents.Where(i => i.ServiceId == service);
        }

        var (from, to) = (Bounded(filter.From), Bounded(filter.To));
        if (from > to) throw new DomainException(IncidentErrors.PeriodInvalid);
        if (from is { } first)
        {
            var start = LondonTime.StartOf(first);
            incidents = incidents.Where(i => i.OccurredAt >= start);
        }

        if (to is { } last)
        {
            var end = LondonTime.StartOf(last.AddDays(1));
            incidents = incidents.Where(i => i.OccurredAt < end);
        }

        return incidents;
    }

    private static DateOnly? Bounded(DateOnly? date) => date is null or { Year: >= YearMin and <= YearMax }
        ? date
        : throw new DomainException(IncidentErrors.PeriodInvalid);
}
