namespace IntegratedCare.Ledger.Books;

/// <summary>The first place at which a journal is not what was posted.</summary>
public sealed record Break(string FundCode, long EntryNumber, BreakReason Reason);

public enum BreakReason
{
    /// <summary>The numbers have a gap here, or end before the journal's head.</summary>
    EntryMissing,

    /// <summary>The entry does not say what its hash covers.</summary>
    EntryAltered,

    /// <summary>The entry does not follow the one before it: entries were exchanged, or the one before was made anew.</summary>
    ChainBroken,

    /// <summary>The journal's head does not name this entry, the last one.</summary>
    HeadDiffers,

    /// <summary>The sums from which balances are shown do not follow from the entries up to this one, the last.</summary>
    BalancesDiffer,
}
