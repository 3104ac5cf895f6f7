using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Journal;

/// <summary>Where a fund's journal ends: the number and hash that the next entry must follow.</summary>
/// <remarks>
/// Whoever posts holds this row locked until commit, so the entries of one fund stand in one line. The database moves
/// the row as an entry arrives and refuses every other change of it but that of the closed days.
/// </remarks>
internal sealed class JournalHead
{
    public required string FundCode { get; init; }

    public long LastNumber { get; private set; }

    public byte[] LastHash { get; private set; } = EntryHash.BeforeTheFirst;

    public DateTimeOffset? LastPostedAt { get; private set; }   // null: nothing is posted yet

    /// <summary>Nothing takes effect on or before this day any more; null: no period is closed.</summary>
    public DateOnly? ClosedThrough { get; private set; }

    public static JournalHead Open(string fundCode) => new() { FundCode = fundCode };

    /// <summary>The head as it was read past EF.</summary>
    public static JournalHead At(string fundCode, long lastNumber, byte[] lastHash, DateTimeOffset? lastPostedAt, DateOnly? closedThrough) => new()
    {
        FundCode = fundCode, LastNumber = lastNumber, LastHash = lastHash, LastPostedAt = lastPostedAt, ClosedThrough = closedThrough,
    };

    public bool IsClosed(DateOnly day) => ClosedThrough is { } closed && day <= closed;

    /// <summary>The entry that follows the last one; the head then stands behind it.</summary>
    public JournalEntry Append(Posting posting, DateTimeOffset now)
    {
        RequireBalance(posting);
        posting = WithinOpenPeriod(posting);
        // The database keeps microseconds; the hash must cover what will be read back.
        var moment = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)).ToUniversalTime();
        // Two machines' clocks may differ, and what is known at a moment must not change afterwards.
        var postedAt = LastPostedAt > moment ? LastPostedAt.Value : moment;
        var number = LastNumber + 1;
        var entry = new JournalEntry
        {
            FundCode = FundCode,
            Number = number,
            Kind = posting.Kind,
            EffectiveOn = posting.EffectiveOn,
            PostedAt = postedAt,
            Source = posting.Source,
            Narrative = posting.Narrative,
            PostedBy = posting.PostedBy,
            Accounts = [.. posting.Lines.Select(line => line.Account)],
            AmountsPence = [.. posting.Lines.Select(line => line.SignedPence)],
            PreviousHash = LastHash,
            Hash = EntryHash.Of(LastHash, number, postedAt, posting),
        };
        (LastNumber, LastHash, LastPostedAt) = (number, entry.Hash, postedAt);
        return entry;
    }

    // News of a booking cannot be refused because it comes late: it counts from the first day that is open, and says of which day it is.
    private Posting WithinOpenPeriod(Posting posting)
    {
        if (!IsClosed(posting.EffectiveOn)) return posting;
        if (posting.Kind is not (EntryKind.Commitment or EntryKind.Release or EntryKind.Spend)
            || ClosedThrough is not { } closed || closed == DateOnly.MaxValue)
            throw new DomainException(PostingErrors.PeriodClosed, $"The fund's periods are closed up to {ClosedThrough:yyyy-MM-dd}.");
        return posting with
        {
            EffectiveOn = closed.AddDays(1),
            Narrative = $"{posting.Narrative} (of {posting.EffectiveOn:yyyy-MM-dd}, closed since)",
        };
    }

    private static void RequireBalance(Posting posting)
    {
        var debits = posting.Lines.Where(line => line.Side == Side.Debit).Sum(line => line.AmountPence);
        var credits = posting.Lines.Where(line => line.Side == Side.Credit).Sum(line => line.AmountPence);
        if (posting.Lines.Count < 2 || debits != credits || posting.Lines.Any(line => line.AmountPence <= 0))
            throw new InvalidOperationException($"The posting {posting.Source} is not a balanced one.");
    }
}
