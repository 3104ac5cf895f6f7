using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.Scheduling.Fhir.Schedules;

internal static class ReadSchedule
{
    public static async Task<IResult> Handle(string id, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!ScheduleId.TryParse(id, out var schedule)) throw new DomainException(FhirErrors.ResourceUnknown);
        if (await db.SchedulesAsync([schedule], time.GetUtcNow(), cancellationToken) is not [var found])
            throw new DomainException(FhirErrors.ResourceUnknown);
        var stamped = FhirJson.Stamp(found);
        return new FhirAnswer(stamped) { VersionId = stamped.Meta.VersionId };
    }
}
