using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Accounts;

/// <summary>Who has an account, in the order in which they were opened.</summary>
internal static class ListAccounts
{
    public static async Task<Ok<Page<AccountView>>> Handle(
        [AsParameters] PageRequest paging, IdentityDb db, PersonalDataCipher cipher, Caller caller, Purpose purpose,
        CancellationToken cancellationToken)
    {
        var page = await db.Accounts.AsNoTracking().OrderBy(account => account.Id).ToPageAsync(paging, cancellationToken);
        var views = await AccountView.OfAsync(page.Items, db, cipher, cancellationToken);
        db.RecordAccess(caller, purpose, "accounts.listed", "accounts", $"page {page.Number}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page<AccountView>(views, page.Number, page.PageSize, page.Total));
    }
}
