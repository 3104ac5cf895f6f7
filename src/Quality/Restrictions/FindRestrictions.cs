using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.CareServices;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>Which restrictions are asked for; what is left out does not narrow the list.</summary>
/// <remarks><c>Status</c> is a word of <see cref="RestrictionStatus"/>.</remarks>
public sealed record RestrictionFilter(string? Status, Guid? ServiceId);

internal static class FindRestrictions
{
    public static async Task<Page<RestrictionView>> Handle(
        [AsParameters] RestrictionFilter filter,
        [AsParameters] PageRequest paging,
        QualityDb db,
        CancellationToken cancellationToken)
    {
        IQueryable<Restriction> restrictions = db.Restrictions;
        if (Words.Asked<RestrictionStatus>(filter.Status) is { } status)
            restrictions = restrictions.Where(r => (r.LiftedAt == null) == (status == RestrictionStatus.Standing));
        if (filter.ServiceId is { } asked)
        {
            var service = CareServiceId.From(asked);
            restrictions = restrictions.Where(r => r.ServiceId == service);
        }

        var newestFirst = restrictions.OrderByDescending(r => r.RestrictedAt).ThenByDescending(r => r.Id);
        return await RestrictionView.From(db, newestFirst).ToPageAsync(paging, cancellationToken);
    }
}
