namespace IntegratedCare.Ledger.Journal;

/// <summary>Where a fund's journal ends: the number and hash that the next entry must follow.</summary>
/// <remarks>
/// Whoever posts holds this row locked until commit, so the entries of one fund stand in one line. The database moves
/// the row as an entry arrives and refuses every other change of it.
/// </remarks>
internal sealed class JournalHead
{
    public required string FundCode { get; init; }

    public long LastNumber { get; private set; }

    public byte[] LastHash { get; private set; } = EntryHash.BeforeTheFirst;

    public static JournalHead Open(string fundCode) => new() { FundCode = fundCode };

    /// <summary>The entry that follows the last one; the head then stands behind it.</summary>
    public JournalEntry Append(Posting posting, DateTimeOffset now)
    {
        RequireBalance(posting);
        var number = LastNumber + 1;
        // The database keeps microseconds; the hash must cover what will be read back.
        var postedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)).ToUniversalTime();
        var hash = EntryHash.Of(LastHash, number, postedAt, posting);
        var entry = new JournalEntry
        {
            FundCode = FundCode,
            Number = number,
            Kind = posting.Kind,
            EffectiveOn = posting.EffectiveOn,
            PostedAt = postedAt,
            Source = posting.Source,
            Narrative = posting.Narrative,
            LineCount = posting.Lines.Count,
            PreviousHash = LastHash,
            Hash = hash,
            Lines = [.. posting.Lines.Select((line, index) => new JournalLine
            {
                FundCode = FundCode,
                EntryNumber = number,
                Position = index + 1,
                Account = line.Account,
                Side = line.Side,
                AmountPence = line.AmountPence,
            })],
        };
        (LastNumber, LastHash) = (number, hash);
        return entry;
    }

    private static void RequireBalance(Posting posting)
    {
        var debits = posting.Lines.Where(line => line.Side == Side.Debit).Sum(line => line.AmountPence);
        var credits = posting.Lines.Where(line => line.Side == Side.Credit).Sum(line => line.AmountPence);
        if (posting.Lines.Count < 2 || debits != credits || posting.Lines.Any(line => line.AmountPence <= 0))
            throw new InvalidOperationException($"The posting {posting.Source} is not a balanced one.");
    }
}
