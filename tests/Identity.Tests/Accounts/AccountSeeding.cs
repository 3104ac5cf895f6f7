using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests.Accounts;

/// <summary>Puts accounts where a test begins after the invitation.</summary>
internal static class AccountSeeding
{
    public const string Password = "saffron kettle under the viaduct";

    /// <summary>An account with one membership for each role, in the organisation that <see cref="IdentityHost.AddPersonasAsync"/> adds.</summary>
    public static async Task<Guid> AddAccountAsync(this IdentityHost identity, string email, params string[] roles)
    {
        await using var scope = identity.Service.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<IdentityDb>();
        var account = Account.Open(
            new(email), "Robin Example", services.GetRequiredService<PersonalDataCipher>(), TimeProvider.System.GetUtcNow());
        services.GetRequiredService<PasswordCheck>().Set(account, Password);
        db.Accounts.Add(account);
        foreach (var (place, role) in roles.Index())
            db.Memberships.Add(new MembershipWish(role, "oldham-council").For(account.Id, account.CreatedAt, place));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return account.Id;
    }

    public static async Task SetPasswordAsync(this IdentityHost identity, Guid id, string password)
    {
        await using var scope = identity.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var account = await db.Accounts.SingleAsync(known => known.Id == id, TestContext.Current.CancellationToken);
        scope.ServiceProvider.GetRequiredService<PasswordCheck>().Set(account, password);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<Guid> IdOfAsync(this IdentityHost identity, string email)
    {
        await using var scope = identity.Service.Services.CreateAsyncScope();
        var hash = AccountLookup.EmailOf(new(email), scope.ServiceProvider.GetRequiredService<PersonalDataCipher>());
        return (await scope.ServiceProvider.GetRequiredService<IdentityDb>().Accounts
            .SingleAsync(account => account.NormalizedEmail == hash, TestContext.Current.CancellationToken)).Id;
    }
}
