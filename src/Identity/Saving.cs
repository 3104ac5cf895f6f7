using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity;

internal static class Saving
{
    /// <summary>Saves, and refuses where somebody else has changed the same record since it was read.</summary>
    public static async Task SaveOrRefuseAsync(this IdentityDb db, DomainError changedMeanwhile, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(changedMeanwhile);
        }
    }
}
