namespace IntegratedCare.Ledger.Bank;

/// <summary>The ledger's cash, what the bank has not shown of it, what the bank shows beyond it, and the bank's balance.</summary>
/// <remarks>
/// Ledger cash − entries not seen at the bank + bank lines not in the ledger = bank balance; <c>DifferencePence</c> is what this does not prove, and is
/// nought. The lists are the oldest, the sums are of all.
/// </remarks>
public sealed record ReconciliationView(
    string FundCode,
    DateOnly AsOf,
    long LedgerCashPence,
    long EntriesNotSeenPence,
    long LinesNotInLedgerPence,
    long BankBalancePence,
    long DifferencePence,
    int EntriesNotSeenCount,
    int LinesNotInLedgerCount,
    IReadOnlyList<UnseenEntryView> EntriesNotSeen,
    IReadOnlyList<LineItemView> LinesNotInLedger)
{
    private const int ItemsMax = 500;

    internal static ReconciliationView Of(
        string code, DateOnly asOf, long ledgerPence, IReadOnlyList<BankLine> lines, IReadOnlyList<CashEntry> entries,
        IReadOnlyCollection<BankMatch> matches)
    {
        // A match counts where both its sides are of the day or before; a line's entries of later days are not in this cash yet.
        var shownLines = lines.Select(line => line.Number).ToHashSet();
        var shownEntries = entries.Select(entry => entry.Number).ToHashSet();
        var counted = matches.Where(match => shownLines.Contains(match.LineNumber) && shownEntries.Contains(match.EntryNumber)).ToList();
        var seen = counted.Select(match => match.EntryNumber).ToHashSet();
        var matched = counted.GroupBy(match => match.LineNumber).ToDictionary(ofLine => ofLine.Key, ofLine => ofLine.Sum(match => match.AmountPence));

        var unseen = CashEntries.WithoutReversed(code, [.. entries.Where(entry => !seen.Contains(entry.Number))]);
        var beyond = lines
            .Select(line => new LineItemView(line.Number, line.BookedOn, line.AmountPence - matched.GetValueOrDefault(line.Number), line.Reference, line.Payer))
            .Where(item => item.AmountPence != 0).ToList();
        var (unseenPence, beyondPence, bankPence) =
            (unseen.Sum(entry => entry.CashPence), beyond.Sum(item => item.AmountPence), lines.Sum(line => line.AmountPence));
        return new(
            code, asOf, ledgerPence, unseenPence, beyondPence, bankPence, bankPence - (ledgerPence - unseenPence + beyondPence),
            unseen.Count, beyond.Count, [.. unseen.Take(ItemsMax).Select(UnseenEntryView.Of)], [.. beyond.Take(ItemsMax)]);
    }
}

/// <summary>What of a movement at the bank the ledger does not have by the day.</summary>
public sealed record LineItemView(int Line, DateOnly BookedOn, long AmountPence, string Reference, string Payer);
