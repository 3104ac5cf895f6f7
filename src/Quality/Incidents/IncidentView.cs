using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Incidents;

/// <summary>An incident in a list: what can be shown without decrypting anything.</summary>
/// <remarks>
/// <c>ServiceName</c> is absent where no service was named, or the directory's record has not been heard of.
/// </remarks>
public sealed record IncidentSummaryView(
    Guid Id,
    string Reference,
    IncidentType EventType,
    IncidentStatus Status,
    DateTimeOffset OccurredAt,
    DateTimeOffset LoggedAt,
    Guid? ServiceId,
    string? ServiceName,
    PhysicalHarm PhysicalHarm,
    PsychologicalHarm PsychologicalHarm,
    bool Safeguarding);

/// <summary>An incident in full.</summary>
/// <remarks>
/// <c>ServiceVerified</c>: the directory knows the service that was named; absent where none was.
/// <c>AffectedBookings</c> are the first of the bookings that the incident's restrictions touch, earliest first; a
/// reporter learns their number only. <c>AffectedBookingsAwaiting</c> counts those of them that somebody has yet to act
/// on. <c>AffectedBookingsComplete</c> is false while Scheduling has yet to answer for one of the restrictions.
/// <c>Description</c> is absent, and <c>ErasedAt</c> there, once what was told need not be kept any longer.
/// </remarks>
public sealed record IncidentView(
    Guid Id,
    string Reference,
    IncidentType EventType,
    IncidentStatus Status,
    DateTimeOffset OccurredAt,
    DateTimeOffset LoggedAt,
    Guid? ServiceId,
    string? ServiceName,
    bool? ServiceVerified,
    Guid? BookingId,
    string? Description,
    DateTimeOffset? ErasedAt,
    PhysicalHarm PhysicalHarm,
    PsychologicalHarm PsychologicalHarm,
    bool Safeguarding,
    ReporterView Reporter,
    IReadOnlyList<RestrictionView> Restrictions,
    IReadOnlyList<AffectedBookingView>? AffectedBookings,
    int AffectedBookingsTotal,
    int AffectedBookingsAwaiting,
    bool AffectedBookingsComplete);

/// <summary>
/// Who logged an incident, as a role and an organisation, never a name; <c>You</c> says that it was the reader.
/// </summary>
public sealed record ReporterView(string Role, string? Organisation, bool You);
