namespace IntegratedCare.Ledger.Periods;

/// <summary>What is looked at before a period is closed.</summary>
public enum ChecklistItem
{
    /// <summary>The journal was found sound after the last entry of the period.</summary>
    JournalVerified,

    /// <summary>Debits equal credits at the end of the period.</summary>
    TrialBalance,

    /// <summary>Nothing of the fund waits for a second person.</summary>
    Approvals,

    /// <summary>The year's risk share is settled; looked at with the year's last month only.</summary>
    RiskShare,

    /// <summary>A programme pays for every booking of the period that costs money. Such bookings are of the place: no fund has them yet.</summary>
    UnfundedBookings,

    /// <summary>What became of each booking is known, once its day is past.</summary>
    BookingsWithoutOutcome,

    /// <summary>What such bookings are worth is accrued at the end of the period.</summary>
    Accruals,

    /// <summary>Every movement that the bank booked by the end of the period is an entry's.</summary>
    BankLines,
}

/// <summary>How an item of the checklist stands.</summary>
public enum ItemStanding
{
    /// <summary>There is nothing to do.</summary>
    Clear,

    /// <summary>The period is closed all the same if somebody says why.</summary>
    NeedsReason,

    /// <summary>The period cannot be closed.</summary>
    Blocks,
}

/// <summary>One item of a period's checklist, with its figures and where to look.</summary>
/// <param name="Item">What was looked at.</param>
/// <param name="Standing">What that means for closing.</param>
/// <param name="Count">How many are open.</param>
/// <param name="AmountPence">What they come to; absent where that is unknown or there is no sum.</param>
/// <param name="Link">Where they are seen.</param>
/// <param name="Reason">Why the period was closed all the same; absent where it was not, or nothing was open.</param>
public sealed record PeriodItem(
    ChecklistItem Item, ItemStanding Standing, long Count, long? AmountPence, string Link, string? Reason = null);
