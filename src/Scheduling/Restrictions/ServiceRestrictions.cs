using IntegratedCare.Scheduling.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Restrictions;

/// <summary>A service, had alone, with everything that restricts it: a beginning or a lift changes both together.</summary>
internal sealed class ServiceRestrictions
{
    private readonly CareService service;
    private readonly List<Restriction> restrictions;

    private ServiceRestrictions(CareService service, List<Restriction> restrictions) =>
        (this.service, this.restrictions) = (service, restrictions);

    public static async Task<ServiceRestrictions> OfAsync(SchedulingDb db, ServiceId id, CancellationToken cancellationToken)
    {
        var service = await db.HaveServiceAloneAsync(id, cancellationToken);
        return new(service, await db.Restrictions.Where(r => r.Service == id).ToListAsync(cancellationToken));
    }

    /// <summary>False where this restriction's beginning was heard before.</summary>
    public bool Begin(SchedulingDb db, RestrictionId id, DateTimeOffset at)
    {
        var isNew = Find(db, id).Begin(at);
        service.Restrict(restrictions.Any(r => r.Stands));
        return isNew;
    }

    public void Lift(SchedulingDb db, RestrictionId id, DateTimeOffset at)
    {
        Find(db, id).Lift(at);
        service.Restrict(restrictions.Any(r => r.Stands));
    }

    private Restriction Find(SchedulingDb db, RestrictionId id)
    {
        if (restrictions.Find(r => r.Id == id) is { } known) return known;

        var heard = new Restriction { Id = id, Service = service.Id };
        restrictions.Add(heard);
        db.Restrictions.Add(heard);
        return heard;
    }
}
