using System.Globalization;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Identity.SecondFactors;

internal enum FactorChange
{
    AuthenticatorAdded,
    AuthenticatorRemoved,
    RecoveryCodesRenewed,
    PasskeyAdded,
    PasskeyRemoved,
    ResetByOperator,
}

/// <summary>The words of the mails about a change of factors: whoever did it, the owner hears of it.</summary>
internal static class FactorLetters
{
    private const string NotYou = "If this was not you, reset your password now and tell your organisation's operator.";

    public static MailText ManyWrong(int attempts, DateTimeOffset now) => new(
        MailKind.ManyFailures, "Somebody is guessing the second factor of your account",
        $"By {At(now)} a wrong code or password had been given {attempts} times where your account asks for a second factor, or for proof that it is you.",
        "Whoever does it knows your password, or sits at a browser where you are signed in. Further attempts must wait longer and longer.", NotYou);

    private static string At(DateTimeOffset now) =>
        LondonTime.ToLondon(now).ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);

    public static MailText Of(FactorChange change, DateTimeOffset now)
    {
        var at = At(now);
        var (subject, what) = change switch
        {
            FactorChange.AuthenticatorAdded =>
                ("An authenticator was added to your account", $"From {at} on a code of your authenticator is asked for when you sign in."),
            FactorChange.AuthenticatorRemoved =>
                ("The authenticator was removed from your account", $"Since {at} no code of an authenticator is asked for when you sign in."),
            FactorChange.RecoveryCodesRenewed =>
                ("Your recovery codes were replaced", $"On {at} you were given new recovery codes. The former ones work no more."),
            FactorChange.PasskeyAdded =>
                ("A passkey was added to your account", $"Since {at} a passkey opens your account that did not before."),
            FactorChange.PasskeyRemoved =>
                ("A passkey was removed from your account", $"Since {at} a passkey that opened your account does so no more."),
            FactorChange.ResetByOperator =>
                ("Your second factor was reset", $"On {at} your organisation's operator removed your authenticator, recovery codes and passkeys."),
        };
        return new(MailKind.SecondFactorChanged, subject, what, NotYou);
    }
}
