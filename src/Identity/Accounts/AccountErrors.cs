using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Accounts;

internal static class AccountErrors
{
    /// <summary>Said only to somebody who has proved to be the account's owner.</summary>
    public static readonly DomainError Suspended = new(
        "account.suspended", "This account is suspended. Ask your organisation's operator.", ErrorKind.Forbidden);

    /// <summary>As above.</summary>
    public static readonly DomainError WithoutRole = new(
        "account.without-role", "This account has no role any more. Ask your organisation's operator.", ErrorKind.Forbidden);

    public static readonly DomainError Unknown = new(
        "account.unknown", "There is no such account.", ErrorKind.NotFound);

    public static readonly DomainError OwnAccount = new(
        "account.own", "Nobody changes what they themselves may do. Ask another operator.", ErrorKind.Forbidden);

    /// <summary>Who comes back is invited anew.</summary>
    public static readonly DomainError Erased = new(
        "account.erased", "Whose account it was has been erased. Invite the person again.", ErrorKind.Conflict);

    public static readonly DomainError PersonaHasNone = new(
        "account.persona-has-none", "A persona has no account.", ErrorKind.NotFound);
}
