using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Passkeys;

internal static class PasskeyErrors
{
    /// <summary>Signature, origin, domain, user verification, counter: the log says which; the caller learns nothing from it.</summary>
    public static readonly DomainError NotProven = new(
        "passkey.not-proven", "The passkey's answer does not hold. Try again.", ErrorKind.Forbidden);

    public static readonly DomainError QuestionUnknown = new(
        "passkey.question-unknown", "That took too long, or was begun in another browser. Start again.", ErrorKind.Invalid);

    public static readonly DomainError AlreadyKnown = new(
        "passkey.already-known", "This passkey is registered already.", ErrorKind.Conflict);

    public static readonly DomainError TooMany = new(
        "passkey.too-many", "You have as many passkeys as one may have. Remove one first.", ErrorKind.Conflict);

    public static readonly DomainError None = new(
        "passkey.none", "There is no such passkey of yours.", ErrorKind.NotFound);

    /// <summary>Their roles are the provider's to give and to take, at each sign-in: so there is no way in past it.</summary>
    public static readonly DomainError ProviderDecides = new(
        "passkey.provider-decides", "You sign in at your provider; a passkey would lead past it.", ErrorKind.Forbidden);
}
