using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Incidents;

internal readonly record struct TimelineEntryId(Guid Value) : IEntityId<TimelineEntryId>
{
    public static TimelineEntryId New() => new(Guid.CreateVersion7());
    public static TimelineEntryId From(Guid value) => new(value);
}

/// <summary>What happened around an incident.</summary>
public enum TimelineKind
{
    Logged,
    ServiceRestricted,
    RestrictionLifted,

    /// <summary>Scheduling named bookings that a restriction touches; a long list comes in several parts.</summary>
    AffectedBookingsFound,
}

/// <summary>
/// One step in the story of an incident. Written once; holds no text, so that it can be shown without being decrypted.
/// </summary>
internal sealed class TimelineEntry
{
    private TimelineEntry() { }

    public required TimelineEntryId Id { get; init; }
    public required IncidentId IncidentId { get; init; }

    /// <summary>
    /// Counts the entries of one incident from 1 in the order of their commits; the database gives it.
    /// </summary>
    public int Number { get; private set; }

    public required TimelineKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? BySubject { get; private init; }         // null: the system did it
    public string? ByRole { get; private init; }            // null: the system did it
    public string? ByOrganisation { get; private init; }    // null: the system did it, or the place itself
    public RestrictionId? RestrictionId { get; private init; }
    public int? BookingCount { get; private init; }         // null: the step is not about bookings

    public static TimelineEntry Logged(Incident incident) => new()
    {
        Id = TimelineEntryId.New(),
        IncidentId = incident.Id,
        Kind = TimelineKind.Logged,
        At = incident.LoggedAt,
        BySubject = incident.ReporterSubject,
        ByRole = incident.ReporterRole,
        ByOrganisation = incident.ReporterOrganisation,
    };

    public static TimelineEntry ServiceRestricted(Restriction restriction, Caller by, DateTimeOffset now) =>
        OfRestriction(TimelineKind.ServiceRestricted, restriction, by, now);

    public static TimelineEntry RestrictionLifted(Restriction restriction, Caller by, DateTimeOffset now) =>
        OfRestriction(TimelineKind.RestrictionLifted, restriction, by, now);

    public static TimelineEntry AffectedBookingsFound(Restriction restriction, int bookingCount, DateTimeOffset now) =>
        new()
        {
            Id = TimelineEntryId.New(),
            IncidentId = restriction.IncidentId,
            Kind = TimelineKind.AffectedBookingsFound,
            At = now,
            RestrictionId = restriction.Id,
            BookingCount = bookingCount,
        };

    private static TimelineEntry OfRestriction(
        TimelineKind kind, Restriction restriction, Caller by, DateTimeOffset now) => new()
    {
        Id = TimelineEntryId.New(),
        IncidentId = restriction.IncidentId,
        Kind = kind,
        At = now,
        BySubject = by.Subject,
        ByRole = by.Role,
        ByOrganisation = by.OrganisationCode,
        RestrictionId = restriction.Id,
    };
}
