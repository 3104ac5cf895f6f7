namespace IntegratedCare.Ledger.Journal;

/// <summary>One numbered, hashed, immutable record of a fund's books. A mistake is corrected by a further entry.</summary>
/// <remarks>An entry is one row with its lines in it, so that it cannot exist without them nor gain one later, and the database can check its balance there.</remarks>
internal sealed class JournalEntry
{
    public required string FundCode { get; init; }

    /// <summary>Counts the fund's entries from 1 without a gap.</summary>
    public required long Number { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>The day whose position the entry changes.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>When it was posted; within a fund it never runs back.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    public required string Source { get; init; }

    public required string Narrative { get; init; }

    /// <summary>Who posted it, as their token names them; null: it follows from an event, or is from before this was kept.</summary>
    public string? PostedBy { get; init; }

    /// <summary>The account of each line, in their order.</summary>
    public required string[] Accounts { get; init; }

    /// <summary>The pence of each line: a debit is above zero, a credit below, and all together are zero.</summary>
    public required long[] AmountsPence { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    public IEnumerable<PostingLine> Lines => Accounts.Zip(AmountsPence, PostingLine.Of);

    /// <summary>The sum of the debits, and so of the credits.</summary>
    public long AmountPence => AmountsPence.Where(pence => pence > 0).Sum();
}
