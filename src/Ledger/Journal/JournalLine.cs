namespace IntegratedCare.Ledger.Journal;

/// <summary>One account's debit or credit within an entry.</summary>
internal sealed class JournalLine
{
    public required string FundCode { get; init; }

    public required long EntryNumber { get; init; }

    /// <summary>The line's place in its entry, from 1.</summary>
    public required int Position { get; init; }

    public required string Account { get; init; }

    public required Side Side { get; init; }

    public required long AmountPence { get; init; }
}
