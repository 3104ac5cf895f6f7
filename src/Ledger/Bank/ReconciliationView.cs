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
    internal const int ItemsMax = 500;

    internal static ReconciliationView Of(
        string code, DateOnly asOf, long ledgerPence, long bankPence, (ItemsSum Sum, IReadOnlyList<CashEntry> Items) unseen,
        (ItemsSum Sum, IReadOnlyList<LineItemView> Items) beyond) => new(
        code, asOf, ledgerPence, unseen.Sum.Pence, beyond.Sum.Pence, bankPence, bankPence - (ledgerPence - unseen.Sum.Pence + beyond.Sum.Pence),
        unseen.Sum.Count, beyond.Sum.Count, [.. unseen.Items.Select(UnseenEntryView.Of)], beyond.Items);
}

/// <summary>How many there are of something, and what they come to.</summary>
internal sealed record ItemsSum(int Count, long Pence)
{
    public static readonly ItemsSum None = new(0, 0);
}

/// <summary>What of a movement at the bank the ledger does not have by the day.</summary>
public sealed record LineItemView(int Line, DateOnly BookedOn, long AmountPence, string Reference, string Payer);
