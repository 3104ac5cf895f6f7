using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Books;

internal static class JournalErrors
{
    public static readonly DomainError CursorInvalid =
        new("journal.cursor-invalid", "Send back the cursor of an earlier answer as it was.", ErrorKind.Invalid);

    public static readonly DomainError EntryUnknown =
        new("journal.entry-unknown", "The fund has no entry of that number.", ErrorKind.NotFound);
}
