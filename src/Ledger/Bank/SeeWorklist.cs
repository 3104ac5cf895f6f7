using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>What a person has to look at: movements that are no entry yet, and entries that the bank has not shown.</summary>
internal static class SeeWorklist
{
    /// <summary>As many of each as somebody works through; the counts say how many there are.</summary>
    private const int ItemsMax = 200;

    private const int SuggestionsMax = 3;

    /// <summary>Among how many entries of the lines' amounts, the oldest, suggestions are looked for.</summary>
    private const int CandidatesMax = 5_000;

    public static async Task<Ok<WorklistView>> Handle(
        string code, Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var unmatched = BankDesk.UnmatchedLines(db, code);
        var lines = await unmatched.OrderBy(line => line.BookedOn).ThenBy(line => line.Number).Take(ItemsMax).ToListAsync(cancellationToken);
        var amounts = lines.Select(line => line.AmountPence).Distinct().ToList();
        var unseen = CashEntries.Unseen(db, code, DateOnly.MaxValue);
        var candidates = (await CashEntries.OldestAsync(
            db, unseen.Where(row => amounts.Contains(row.CashPence)), CandidatesMax, cancellationToken)).ToLookup(entry => entry.CashPence);
        var entries = await CashEntries.OldestAsync(db, unseen, ItemsMax, cancellationToken);
        var (lineCount, entryCount) = (await unmatched.CountAsync(cancellationToken), await unseen.CountAsync(cancellationToken));
        db.RecordAccess(caller, purpose, "bank-worklist.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        var matcher = new Matcher(fund.Partners);
        return TypedResults.Ok(new WorklistView(
            lineCount, entryCount,
            [.. lines.Select(line => new UnmatchedLineView(
                line.Number, line.BookedOn, line.AmountPence, line.Reference, line.Payer,
                [.. matcher.Suggest(line, candidates[line.AmountPence]).Take(SuggestionsMax).Select(s => new SuggestionView(s.Entry.Number, s.Explanation))]))],
            [.. entries.Select(UnseenEntryView.Of)]));
    }
}

/// <summary>The oldest first; the counts are of all.</summary>
public sealed record WorklistView(
    int UnmatchedLines, int UnseenEntries, IReadOnlyList<UnmatchedLineView> Lines, IReadOnlyList<UnseenEntryView> Entries);

/// <summary>A movement at the bank that is no entry's yet, and entries that it could be.</summary>
public sealed record UnmatchedLineView(
    int Line, DateOnly BookedOn, long AmountPence, string Reference, string Payer, IReadOnlyList<SuggestionView> Suggestions);

/// <summary>An entry that a line could be, and why.</summary>
public sealed record SuggestionView(long EntryNumber, string Explanation);

/// <summary>An entry that moves the fund's cash and that the bank has not shown.</summary>
public sealed record UnseenEntryView(
    long EntryNumber, string Kind, DateOnly EffectiveOn, long AmountPence, string Narrative, string? Partner, string? Reference)
{
    internal static UnseenEntryView Of(CashEntry entry) => new(
        entry.Number, EntryHash.Word(entry.Kind), entry.EffectiveOn, entry.CashPence, entry.Narrative, entry.Partner, entry.Reference);
}
