using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Identity;

namespace IntegratedCare.Identity.Accounts;

/// <summary>Finds accounts without a readable address: ASP.NET Core Identity's "normalised" address is a keyed hash.</summary>
internal sealed class AccountLookup(PersonalDataCipher cipher) : ILookupNormalizer
{
    private const string EmailColumn = "accounts.email";

    public string? NormalizeName(string? name) => name is null ? null : NameOf(name);

    /// <summary>The hash of an address; null where the text is none, and then no account has it.</summary>
    public string? NormalizeEmail(string? email) =>
        EmailAddress.TryParse(email, out var address) ? EmailOf(address, cipher) : null;

    public static string NameOf(string name) => name.ToUpperInvariant();

    public static string EmailOf(EmailAddress email, PersonalDataCipher cipher) => cipher.KeyedHash(email.Value, EmailColumn);
}
