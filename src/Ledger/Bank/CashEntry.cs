using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>An entry as the bank would see it: what it moves the fund's cash by, when, and by whose hand.</summary>
/// <param name="Number">Its number in the fund's journal.</param>
/// <param name="Kind">What it is.</param>
/// <param name="EffectiveOn">The day of it.</param>
/// <param name="CashPence">Above zero came in.</param>
/// <param name="Source">The happening that it records.</param>
/// <param name="Narrative">What it says of itself.</param>
/// <param name="Partner">Who paid; null where it is no contribution.</param>
/// <param name="Reference">The partner's mark of the payment; null where it is no contribution.</param>
internal sealed record CashEntry(
    long Number, EntryKind Kind, DateOnly EffectiveOn, long CashPence, string Source, string Narrative, string? Partner, string? Reference);

/// <summary>Reads the entries that move a fund's cash.</summary>
internal static class CashEntries
{
    /// <summary>More movements than a fund's account has in years; above them the oldest are taken first.</summary>
    private const int EntriesMax = 20_000;

    /// <summary>Those that no bank line is matched with, oldest first. An entry and its reversal, which no bank ever saw, are left out.</summary>
    public static async Task<List<CashEntry>> UnmatchedAsync(LedgerDb db, string fundCode, CancellationToken cancellationToken) =>
        WithoutReversed(fundCode, await ReadAsync(db, db.JournalEntries.Where(e => e.FundCode == fundCode
            && !db.BankMatches.Any(m => m.FundCode == fundCode && m.EntryNumber == e.Number && m.UndoneAt == null)), fundCode, cancellationToken));

    /// <summary>All up to the end of a day, but for reversed ones as above.</summary>
    public static async Task<List<CashEntry>> ByAsync(LedgerDb db, string fundCode, DateOnly day, CancellationToken cancellationToken) =>
        await ReadAsync(db, db.JournalEntries.Where(e => e.FundCode == fundCode && e.EffectiveOn <= day), fundCode, cancellationToken);

    /// <summary>Those of the numbers given.</summary>
    public static Task<List<CashEntry>> OfAsync(
        LedgerDb db, string fundCode, IReadOnlyCollection<long> numbers, CancellationToken cancellationToken) =>
        ReadAsync(db, db.JournalEntries.Where(e => e.FundCode == fundCode && numbers.Contains(e.Number)), fundCode, cancellationToken);

    /// <summary>Leaves out each entry whose reversal is among the others, and that reversal.</summary>
    public static List<CashEntry> WithoutReversed(string fundCode, IReadOnlyList<CashEntry> entries)
    {
        var sources = entries.Select(entry => entry.Source).ToHashSet(StringComparer.Ordinal);
        var gone = entries.Where(entry => sources.Contains(ReversalOf(entry.Number))).Select(entry => entry.Number).ToHashSet();
        var undone = gone.Select(ReversalOf).ToHashSet(StringComparer.Ordinal);
        return [.. entries.Where(entry => !gone.Contains(entry.Number) && !undone.Contains(entry.Source))];

        string ReversalOf(long number) => $"reversal:{fundCode}:{number}";
    }

    private static async Task<List<CashEntry>> ReadAsync(
        LedgerDb db, IQueryable<JournalEntry> entries, string fundCode, CancellationToken cancellationToken)
    {
        var moving = await entries.AsNoTracking().Where(e => e.Accounts.Contains(Account.Receipts))
            .OrderBy(e => e.EffectiveOn).ThenBy(e => e.Number).Take(EntriesMax).ToListAsync(cancellationToken);
        var contributions = moving.Exists(e => e.Kind == EntryKind.Contribution)
            ? await db.Contributions.AsNoTracking().Where(c => c.FundCode == fundCode).ToListAsync(cancellationToken)
            : [];
        var bySource = contributions.ToDictionary(c => c.Source, StringComparer.Ordinal);
        return
        [
            .. moving.Select(entry => (Entry: entry, Cash: CashOf(entry))).Where(each => each.Cash != 0).Select(each => new CashEntry(
                each.Entry.Number, each.Entry.Kind, each.Entry.EffectiveOn, each.Cash, each.Entry.Source, each.Entry.Narrative,
                bySource.GetValueOrDefault(each.Entry.Source)?.Partner, bySource.GetValueOrDefault(each.Entry.Source)?.Reference)),
        ];
    }

    private static long CashOf(JournalEntry entry) =>
        entry.Lines.Where(line => line.Account == Account.Receipts).Sum(line => line.SignedPence);
}
