namespace IntegratedCare.Ledger.Books;

/// <summary>The first place at which a journal is not what was posted.</summary>
public sealed record Break(string FundCode, long EntryNumber, BreakReason Reason);

public enum BreakReason
{
    /// <summary>The numbers have a gap here, or end before the journal's head.</summary>
    EntryMissing,

    /// <summary>The entry or one of its lines does not say what its hash covers.</summary>
    EntryAltered,

    /// <summary>The entry does not follow the one before it: entries were exchanged, or the one before was made anew.</summary>
    ChainBroken,

    /// <summary>The journal's head does not name this entry, the last one.</summary>
    HeadDiffers,

    /// <summary>A line stands under a number that no entry has.</summary>
    LineWithoutEntry,

    /// <summary>The day sums from which balances are shown do not follow from the lines up to this entry, the last one.</summary>
    BalancesDiffer,
}
