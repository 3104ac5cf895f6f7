using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Absences;

/// <summary>They are here after all: the time is offered again. Doing it twice does no more.</summary>
internal static class CancelAbsence
{
    public static async Task<NoContent> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.HaveRotaAloneAsync(cancellationToken);
        var absence = await db.Absences.SingleOrDefaultAsync(a => a.Id == new AbsenceId(id), cancellationToken);
        if (absence is null || await db.AbsentOfAsync(absence.Resource, caller, cancellationToken) is null)
            throw new DomainException(AbsenceErrors.Unknown);
        if (absence.Cancel(time.GetUtcNow())) db.RecordAccess(caller, purpose, "absence.cancel", "absence", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
