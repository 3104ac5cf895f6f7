using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>A restriction; its reasons, which may be clinical, are shown one restriction at a time.</summary>
/// <remarks>
/// <c>ServiceStatus</c> is what the directory last said of the service: it shows that the restriction has reached it.
/// <c>AffectedBookingsComplete</c>: Scheduling has named all the bookings that the restriction touches, or need not any
/// more because it was lifted. <c>ErasedAt</c>: the reasons need not be kept any longer and are gone.
/// </remarks>
public sealed record RestrictionView(
    Guid Id,
    Guid ServiceId,
    string? ServiceName,
    string? ServiceStatus,
    Guid IncidentId,
    RestrictionLevel Level,
    RestrictionStatus Status,
    DateTimeOffset RestrictedAt,
    DateTimeOffset? LiftedAt,
    bool AffectedBookingsComplete,
    DateTimeOffset? ErasedAt)
{
    /// <summary>Why the service was restricted; absent in lists and once erased.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the restriction was lifted; absent in lists, while it stands and once erased.</summary>
    public string? LiftReason { get; init; }

    /// <summary>Projects a query; it must be in order and bounded by its caller.</summary>
    internal static IQueryable<RestrictionView> From(QualityDb db, IQueryable<Restriction> restrictions) =>
        restrictions.AsNoTracking().Select(r => new RestrictionView(
            r.Id.Value,
            r.ServiceId.Value,
            db.CareServices.Where(s => s.Id == r.ServiceId).Select(s => s.Name).FirstOrDefault(),
            db.CareServices.Where(s => s.Id == r.ServiceId).Select(s => s.Status).FirstOrDefault(),
            r.IncidentId.Value,
            r.Level,
            r.LiftedAt == null ? RestrictionStatus.Standing : RestrictionStatus.Lifted,
            r.RestrictedAt,
            r.LiftedAt,
            r.LiftedAt != null
                || db.AffectedBookingsParts.Where(p => p.RestrictionId == r.Id).GroupBy(p => p.RestrictionId)
                    .Any(parts => parts.Count() >= parts.Max(p => p.Parts)),
            r.ErasedAt));
}
