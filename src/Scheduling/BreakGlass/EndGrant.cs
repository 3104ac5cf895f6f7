using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>Closes the records before their time: the emergency is over, or never was one.</summary>
internal static class EndGrant
{
    public static async Task<BreakGlassEndedView> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var grant = await db.BreakGlassGrants.SingleOrDefaultAsync(g => g.Id == new GrantId(id), cancellationToken)
            ?? throw new DomainException(BreakGlassErrors.Unknown);
        var now = time.GetUtcNow();
        grant.End(caller, now);

        db.RecordAccess(caller, purpose, "break-glass.end", "break-glass-grant", $"{id}", grant.PersonKey);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(BreakGlassErrors.Ended);
        }

        return new(id, now);
    }
}

/// <summary>Since when the records are closed again.</summary>
public sealed record BreakGlassEndedView(Guid GrantId, DateTimeOffset EndedAt);
