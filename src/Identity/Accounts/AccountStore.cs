using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace IntegratedCare.Identity.Accounts;

/// <summary>ASP.NET Core Identity's store on our database, with the address encrypted.</summary>
/// <remarks>It saves nothing by itself: what a <see cref="UserManager{TUser}"/> changes is stored by the use case's own save.</remarks>
internal sealed class AccountStore
    : UserOnlyStore<Account, IdentityDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>
{
    private readonly PersonalDataCipher cipher;

    public AccountStore(IdentityDb db, PersonalDataCipher cipher, IdentityErrorDescriber describer) : base(db, describer)
    {
        this.cipher = cipher;
        AutoSaveChanges = false;
    }

    public override Task<string?> GetEmailAsync(Account user, CancellationToken cancellationToken = default) =>
        Task.FromResult(user.EmailAddress(cipher)?.Value);

    public override Task SetEmailAsync(Account user, string? email, CancellationToken cancellationToken = default)
    {
        user.MoveTo(new(email ?? throw new ArgumentNullException(nameof(email))), cipher);
        return Task.CompletedTask;
    }
}
