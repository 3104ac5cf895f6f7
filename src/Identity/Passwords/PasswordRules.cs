using System.Text;
using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Mail;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Passwords;

/// <summary>Which passwords a person may choose (NIST SP 800-63B-4 §3.1.1.2, NCSC): long ones that are not known, of whatever characters.</summary>
internal sealed class PasswordRules(IOptions<AccountPolicy> policy, BreachedPasswords breached)
{
    private const int WordLengthMin = 4;

    /// <summary>Refuses a password that is too short, known, or worth too little for this person.</summary>
    public void Check(string password, EmailAddress? email, string displayName)
    {
        var text = UnicodeText.Compose(password);
        var characters = text.EnumerateRunes().Count();
        if (characters < policy.Value.PasswordLengthMin)
            throw new DomainException(PasswordErrors.TooShort, $"It needs {policy.Value.PasswordLengthMin} characters.");
        if (PasswordWorth.IsKnown(text) || breached.Contains(text) || breached.Contains(password)) throw new DomainException(PasswordErrors.Known);

        // A place that asks for fewer characters, since every account has a second factor, asks for as much less of their worth.
        var stepsMin = Math.Min(PasswordWorth.StepsMin, policy.Value.PasswordLengthMin);
        if (PasswordWorth.StepsOf(text, OwnWords(email, displayName)) < stepsMin) throw new DomainException(PasswordErrors.TooSimple);
    }

    private HashSet<string> OwnWords(EmailAddress? email, string displayName) =>
    [
        .. policy.Value.PasswordContextWords.Append(displayName).Append(email?.Value ?? string.Empty).Append("integratedcare integrated care")
            .SelectMany(WordsIn).Where(word => word.Length >= WordLengthMin),
    ];

    private static IEnumerable<string> WordsIn(string text)
    {
        var word = new StringBuilder();
        foreach (var character in text.ToLowerInvariant() + ' ')
        {
            if (char.IsLetterOrDigit(character))
            {
                word.Append(character);
                continue;
            }

            if (word.Length > 0) yield return word.ToString();
            word.Clear();
        }
    }
}
