using System.Globalization;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Identity.Mail;

/// <summary>The words of the mails about a person's own account.</summary>
internal static class Letters
{
    private const string NotYou = "If this was not you, reset your password now and tell your organisation's operator.";

    public static MailText Invitation(string name, string link, DateTimeOffset expiresAt) => new(
        MailKind.Invitation, "You are invited to IntegratedCare",
        $"Hello {name},", "you are invited to join your colleagues in IntegratedCare. Choose your password here:", link,
        $"The link works once, until {At(expiresAt)}. If you expected no invitation, you need do nothing.");

    public static MailText PasswordReset(string link, DateTimeOffset expiresAt) => new(
        MailKind.PasswordReset, "Choose another password",
        "Somebody, we hope you, asked to reset your password. Choose another here:", link,
        $"The link works once, until {At(expiresAt)}. If it was not you, you need do nothing: your password stays as it is.");

    public static MailText PasswordChanged(DateTimeOffset now) => new(
        MailKind.PasswordChanged, "Your password was changed",
        $"Your password was changed on {At(now)}. Wherever you were signed in, you are asked to sign in again.", NotYou);

    public static MailText EmailConfirmation(string link, DateTimeOffset expiresAt) => new(
        MailKind.EmailConfirmation, "Confirm your e-mail address",
        "Somebody, we hope you, wants to use this address for an account of IntegratedCare. Confirm it here:", link,
        $"The link works once, until {At(expiresAt)}. If it was not you, you need do nothing.");

    public static MailText EmailChanging(DateTimeOffset now) => new(
        MailKind.EmailChanging, "Your e-mail address is about to change",
        $"On {At(now)} somebody who knows your password asked to use another e-mail address for your account. "
        + "It changes when the other address is confirmed.", NotYou);

    public static MailText EmailChanged(DateTimeOffset now) => new(
        MailKind.EmailChanged, "Your e-mail address was changed",
        $"Your account has had another e-mail address since {At(now)}. No more mail about it comes to this one.",
        "If this was not you, tell your organisation's operator now.");

    public static MailText NewDevice(string label, DateTimeOffset now) => new(
        MailKind.NewDevice, "A new device signed in to your account",
        $"{label} signed in to your account on {At(now)}, which had not done so before.", NotYou);

    public static MailText ManyFailures(int failures, DateTimeOffset now) => new(
        MailKind.ManyFailures, "Somebody is trying to sign in as you",
        $"By {At(now)} a wrong password had been given for your account {failures} times. Nobody came in by that.",
        "Further attempts must wait longer and longer. At a device you have used before you can still sign in.");

    private static string At(DateTimeOffset instant) =>
        LondonTime.ToLondon(instant).ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);
}
