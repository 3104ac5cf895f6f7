using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Books;

/// <summary>An entry with everything that its hash covers.</summary>
public sealed record JournalEntryView(
    string FundCode,
    long Number,
    string Kind,
    DateOnly EffectiveOn,
    DateTimeOffset PostedAt,
    string Source,
    string Narrative,
    string? PostedBy,
    IReadOnlyList<JournalLineView> Lines,
    string PreviousHash,
    string Hash)
{
    internal static JournalEntryView Of(JournalEntry entry) => new(
        entry.FundCode,
        entry.Number,
        EntryHash.Word(entry.Kind),
        entry.EffectiveOn,
        entry.PostedAt,
        entry.Source,
        entry.Narrative,
        entry.PostedBy,
        [.. entry.Lines.Select(line => line.Side == Side.Debit
            ? new JournalLineView(line.Account, line.AmountPence, null)
            : new JournalLineView(line.Account, null, line.AmountPence))],
        Convert.ToHexStringLower(entry.PreviousHash),
        Convert.ToHexStringLower(entry.Hash));
}

/// <summary>One line; it has a debit or a credit.</summary>
public sealed record JournalLineView(string Account, long? DebitPence, long? CreditPence);
