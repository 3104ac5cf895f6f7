using System.Security.Cryptography;
using IntegratedCare.Identity.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IntegratedCare.Identity.Passwords;

/// <summary>Hashes passwords and checks them; takes the same time whether or not there is an account.</summary>
internal sealed class PasswordCheck(IPasswordHasher<Account> hasher, TimeProvider time)
{
    public const int LengthMax = 256;

    // Nobody's password, hashed like everybody's. Made once: it is only ever compared with.
    private static string? hashOfNobody;

    /// <summary>Whether it is the account's password. One that was hashed more cheaply than is right today is hashed anew, for the caller to save.</summary>
    public bool IsRight(Account? account, string password)
    {
        if (account?.PasswordHash is not { } hash)
        {
            hashOfNobody ??= Hash(RandomNumberGenerator.GetHexString(32));
            hasher.VerifyHashedPassword(Nobody, hashOfNobody, UnicodeText.Compose(password));
            return false;
        }

        var verdict = hasher.VerifyHashedPassword(account, hash, UnicodeText.Compose(password));
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded) account.PasswordHash = Hash(password);
        return verdict != PasswordVerificationResult.Failed;
    }

    /// <summary>Gives the account another password, which has been found good.</summary>
    public void Set(Account account, string password)
    {
        account.PasswordHash = Hash(password);
        account.PasswordChangedAt = time.GetUtcNow();
        account.SecurityStamp = Guid.NewGuid().ToString("N");
    }

    private string Hash(string password) => hasher.HashPassword(Nobody, UnicodeText.Compose(password));

    // The framework's hasher asks for a user and does not look at it.
    private static readonly Account Nobody = new();
}
