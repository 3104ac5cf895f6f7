using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Books;

internal static class JournalErrors
{
    public static readonly DomainError CursorInvalid =
        new("journal.cursor-invalid", "Send back the cursor of an earlier answer as it was.", ErrorKind.Invalid);

    public static readonly DomainError EntryUnknown =
        new("journal.entry-unknown", "The fund has no entry of that number.", ErrorKind.NotFound);

    public static readonly DomainError VerificationRunning =
        new("journal.verification-running", "The journal is being verified, and others wait for it already; ask again.", ErrorKind.TooMany)
        {
            RetryAfterSeconds = 10,
        };

    public static readonly DomainError AccountUnknown =
        new("account.unknown", "Nothing was ever posted to such an account of the fund.", ErrorKind.NotFound);

    /// <summary>How other partners pay (their dates, their references) is between them and the host.</summary>
    public static readonly DomainError AccountForTheHost =
        new("account.for-the-host", "The entries of this account are for the fund's host.", ErrorKind.Forbidden);
}
