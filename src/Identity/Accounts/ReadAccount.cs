using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Accounts;

/// <summary>One account; its entity tag is what a change of it must name.</summary>
internal static class ReadAccount
{
    public static async Task<Ok<AccountView>> Handle(
        Guid id, IdentityDb db, PersonalDataCipher cipher, HttpResponse response, Caller caller, Purpose purpose,
        CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id, cancellationToken)
            ?? throw new DomainException(AccountErrors.Unknown);
        var view = await AccountView.OfAsync([account], db, cipher, cancellationToken);
        db.RecordAccess(caller, purpose, "account.read", "account", id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ETag = AccountVersion.TagOf(account);
        return TypedResults.Ok(view[0]);
    }
}
