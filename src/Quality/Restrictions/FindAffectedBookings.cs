using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

internal static class FindAffectedBookings
{
    public static async Task<Page<AffectedBookingView>> Handle(
        Guid id,
        [AsParameters] PageRequest paging,
        Caller caller,
        QualityDb db,
        CancellationToken cancellationToken)
    {
        var incident = IncidentId.From(id);
        if (!await db.Incidents.KnownTo(caller).AnyAsync(i => i.Id == incident, cancellationToken))
            throw new DomainException(IncidentErrors.NotFound);

        return await AffectedBookings.InOrder(AffectedBookings.Of(db, incident)).ToPageAsync(paging, cancellationToken);
    }
}
