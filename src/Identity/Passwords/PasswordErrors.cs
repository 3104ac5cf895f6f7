using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Passwords;

internal static class PasswordErrors
{
    public static readonly DomainError TooShort = new(
        "password.too-short", "The password is too short.", ErrorKind.Rejected);

    public static readonly DomainError Known = new(
        "password.known", "This password is known from breaches and is among the first that are tried.", ErrorKind.Rejected);

    public static readonly DomainError TooSimple = new(
        "password.too-simple",
        "The password is made of known passwords, your own names, repetitions or neighbouring keys. Three or four unrelated words are better.",
        ErrorKind.Rejected);

    public static readonly DomainError SameAsBefore = new(
        "password.same-as-before", "That is the password you have.", ErrorKind.Rejected);

    public static readonly DomainError ResetLinkEnded = new(
        "password.reset-link-ended", "This link was used, or is too old. Ask for another.", ErrorKind.Gone);
}
