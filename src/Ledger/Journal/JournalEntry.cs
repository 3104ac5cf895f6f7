namespace IntegratedCare.Ledger.Journal;

/// <summary>One numbered, hashed, immutable record of a fund's books. A mistake is corrected by a further entry.</summary>
internal sealed class JournalEntry
{
    public required string FundCode { get; init; }

    /// <summary>Counts the fund's entries from 1 without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>Orders the entries of all funds; the database gives it.</summary>
    public long Sequence { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>The day whose position the entry changes.</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public required string Source { get; init; }

    public required string Narrative { get; init; }

    /// <summary>How many lines the entry has, so that the database can refuse one added later.</summary>
    public required int LineCount { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    public required List<JournalLine> Lines { get; init; }

    public long AmountPence => Lines.Where(line => line.Side == Side.Debit).Sum(line => line.AmountPence);
}
