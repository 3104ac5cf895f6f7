using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Slots;

internal static class ReadSlot
{
    public static async Task<IResult> Handle(string id, SchedulingDb db, RotaBook rotas, TakenBook taken, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await db.SlotNamedAsync(id, cancellationToken) is not { } slot) throw new DomainException(FhirErrors.ResourceUnknown);
        var service = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == slot.Service && s.Name != null, cancellationToken)
            ?? throw new DomainException(FhirErrors.ResourceUnknown);
        var found = await db.StandingAsync(rotas, taken, slot, service, time.GetUtcNow(), cancellationToken)
            ?? throw new DomainException(FhirErrors.ResourceUnknown);
        var stamped = FhirJson.Stamp(found);
        return new FhirAnswer(stamped) { VersionId = stamped.Meta.VersionId };
    }
}
