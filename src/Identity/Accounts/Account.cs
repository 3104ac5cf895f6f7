using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;

namespace IntegratedCare.Identity.Accounts;

/// <summary>A person who uses the system. What they may do stands in their memberships.</summary>
/// <remarks>
/// E-mail address and name are encrypted and bound to the account; the account is found by a keyed hash of the address
/// (<see cref="IdentityUser{TKey}.NormalizedEmail"/>). The user name is the id: nobody types it.
/// </remarks>
internal sealed class Account : IdentityUser<Guid>
{
    public const int NameLengthMax = 100;

    public byte[] SealedEmail { get; private set; } = [];
    public byte[] SealedName { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SuspendedAt { get; private set; }            // null: the account may sign in
    public DateTimeOffset? PasswordChangedAt { get; set; }              // null: it has never had one

    public string Subject => SubjectOf(Id);

    public static string SubjectOf(Guid id) => $"account:{id:N}";

    public static Account Open(EmailAddress email, string displayName, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var account = new Account
        {
            Id = id,
            UserName = id.ToString("N"),
            NormalizedUserName = AccountLookup.NameOf(id.ToString("N")),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            EmailConfirmed = true,      // it came by an invitation to the address
            CreatedAt = now,
        };
        account.MoveTo(email, cipher);
        account.Rename(displayName, cipher);
        return account;
    }

    public void MoveTo(EmailAddress email, PersonalDataCipher cipher)
    {
        SealedEmail = cipher.Encrypt(email.Value, EmailContext);
        NormalizedEmail = AccountLookup.EmailOf(email, cipher);
    }

    public void Rename(string displayName, PersonalDataCipher cipher) => SealedName = cipher.Encrypt(displayName, NameContext);

    public EmailAddress EmailAddress(PersonalDataCipher cipher) => new(cipher.Decrypt(SealedEmail, EmailContext));

    public string DisplayName(PersonalDataCipher cipher) => cipher.Decrypt(SealedName, NameContext);

    public void Suspend(DateTimeOffset now) => SuspendedAt ??= now;

    public void Reinstate() => SuspendedAt = null;

    private string EmailContext => $"accounts.email/{Id}";

    private string NameContext => $"accounts.name/{Id}";
}
