using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Accounts;

/// <summary>An operator lets somebody in again. Done twice it changes nothing more.</summary>
internal static class ReinstateAccount
{
    public static async Task<NoContent> Handle(
        Guid id, IdentityDb db, Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellationToken)
            ?? throw new DomainException(AccountErrors.Unknown);

        account.Reinstate();
        account.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        db.RecordAccess(caller, purpose, "account.reinstated", "account", id.ToString("N"));
        await db.SaveOrRefuseAsync(RequestErrors.Stale, cancellationToken);
        return TypedResults.NoContent();
    }
}
