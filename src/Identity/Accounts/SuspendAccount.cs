using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Accounts;

/// <summary>An operator keeps somebody out until further notice; their sessions end now. Done twice it changes nothing more.</summary>
internal static class SuspendAccount
{
    public static async Task<NoContent> Handle(
        Guid id, IdentityDb db, BrowserSessions browsers, TimeProvider time, Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellationToken)
            ?? throw new DomainException(AccountErrors.Unknown);
        if (account.Subject == caller.Subject) throw new DomainException(AccountErrors.OwnAccount);

        account.Suspend(time.GetUtcNow());
        account.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        await browsers.EndAllAsync(id, SessionEnding.Suspended, except: null, cancellationToken);
        db.RecordAccess(caller, purpose, "account.suspended", "account", id.ToString("N"));
        await db.SaveOrRefuseAsync(RequestErrors.Stale, cancellationToken);
        return TypedResults.NoContent();
    }
}
