using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Entries;

internal static class EntryErrors
{
    public static readonly DomainError AboveLimit =
        new("entry.above-limit", "The request is above what one may post alone: ask a second person, by a manual entry.", ErrorKind.Rejected);

    public static readonly DomainError ReferenceUsed =
        new("entry.reference-used", "That reference has been used in this fund's journal already.", ErrorKind.Conflict);

    public static readonly DomainError TooManyWaiting =
        new("entry.too-many-waiting", "More entries wait to be posted than can be taken; send it again.", ErrorKind.TooMany) { RetryAfterSeconds = 1 };
}
