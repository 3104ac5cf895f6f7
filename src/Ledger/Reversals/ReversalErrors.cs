using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Reversals;

internal static class ReversalErrors
{
    public static readonly DomainError AlreadyReversed =
        new("reversal.already-reversed", "That entry has been reversed.", ErrorKind.Conflict);

    public static readonly DomainError OfAReversal =
        new("reversal.of-a-reversal", "A reversal is not reversed: post the entry anew.", ErrorKind.Rejected);

    /// <summary>The booking's charge, the order, the accrual or the year's close would say something else than the journal.</summary>
    public static readonly DomainError EntryHasAnOwner =
        new("reversal.entry-has-an-owner", "That entry follows from a booking, an order, an accrual, a payment or the close: change it there.",
            ErrorKind.Rejected);

    public static readonly DomainError BeforeTheEntry =
        new("reversal.before-the-entry", "A reversal takes effect on the entry's day or later, and not after today.", ErrorKind.Rejected);
}
