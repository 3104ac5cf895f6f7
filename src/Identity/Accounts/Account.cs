using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
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

    public byte[]? SealedEmail { get; private set; }                    // null: the person comes from a provider and has given none, or is erased
    public byte[]? SealedName { get; private set; }                     // null: erased
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SuspendedAt { get; private set; }            // null: the account may sign in
    public DateTimeOffset? ErasedAt { get; private set; }               // null: it still says whose it is
    public DateTimeOffset? PasswordChangedAt { get; set; }              // null: it has never had one

    public string Subject => SubjectOf(Id);

    public static string SubjectOf(Guid id) => $"account:{id:N}";

    public static Account Open(EmailAddress email, string displayName, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var account = OpenFor(displayName, cipher, now);
        account.EmailConfirmed = true;      // it came by an invitation to the address
        account.MoveTo(email, cipher);
        return account;
    }

    /// <summary>For a person who signs in at a provider: without an address and a password.</summary>
    public static Account OpenFor(string displayName, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var account = new Account
        {
            Id = id,
            UserName = id.ToString("N"),
            NormalizedUserName = AccountLookup.NameOf(id.ToString("N")),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = now,
        };
        account.Rename(displayName, cipher);
        return account;
    }

    public void MoveTo(EmailAddress email, PersonalDataCipher cipher)
    {
        SealedEmail = cipher.Encrypt(email.Value, EmailContext);
        NormalizedEmail = AccountLookup.EmailOf(email, cipher);
    }

    public void Rename(string displayName, PersonalDataCipher cipher) => SealedName = cipher.Encrypt(displayName, NameContext);

    /// <summary>Where mail reaches the person; null where they come from a provider and have given no address.</summary>
    public EmailAddress? EmailAddress(PersonalDataCipher cipher) =>
        SealedEmail is null ? null : new EmailAddress(cipher.Decrypt(SealedEmail, EmailContext));

    public string DisplayName(PersonalDataCipher cipher) =>
        SealedName is { } name ? cipher.Decrypt(name, NameContext) : throw new DomainException(AccountErrors.Erased);

    public void Suspend(DateTimeOffset now) => SuspendedAt ??= now;

    public void Reinstate()
    {
        if (ErasedAt is not null) throw new DomainException(AccountErrors.Erased);
        SuspendedAt = null;
    }

    /// <summary>From here on it is a fact without a person: what its subject did stays in the audit, and nobody can say who it was.</summary>
    public void Erase(DateTimeOffset now)
    {
        if (SuspendedAt is null || ErasedAt is not null)
            throw new InvalidOperationException("Only an account that is suspended, and not yet erased, is erased.");
        (SealedEmail, NormalizedEmail, SealedName, PasswordHash, PasswordChangedAt) = (null, null, null, null, null);
        (EmailConfirmed, TwoFactorEnabled) = (false, false);
        SecurityStamp = Guid.NewGuid().ToString("N");
        ConcurrencyStamp = Guid.NewGuid().ToString("N");
        ErasedAt = now;
    }

    private string EmailContext => $"accounts.email/{Id}";

    private string NameContext => $"accounts.name/{Id}";
}
