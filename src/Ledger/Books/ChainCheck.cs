using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Books;

/// <summary>Reads one fund's journal from its first entry on and stops at the first that is not what was posted.</summary>
internal sealed class ChainCheck(string fundCode)
{
    private readonly Dictionary<(string Account, DateOnly Day), (long Debits, long Credits)> days = [];
    private byte[] lastHash = EntryHash.BeforeTheFirst;

    public long LastNumber { get; private set; }

    /// <summary>The break at this entry; null: it follows the ones before.</summary>
    public Break? Take(JournalEntry entry)
    {
        var expected = LastNumber + 1;
        if (entry.Number != expected) return At(expected, BreakReason.EntryMissing);
        if (!entry.PreviousHash.AsSpan().SequenceEqual(lastHash)) return At(expected, BreakReason.ChainBroken);
        if (!entry.Hash.AsSpan().SequenceEqual(EntryHash.Of(entry))) return At(expected, BreakReason.EntryAltered);

        (LastNumber, lastHash) = (entry.Number, entry.Hash);
        foreach (var line in entry.Lines)
        {
            var (debits, credits) = days.GetValueOrDefault((line.Account, entry.EffectiveOn));
            days[(line.Account, entry.EffectiveOn)] = line.Side == Side.Debit
                ? (debits + line.AmountPence, credits)
                : (debits, credits + line.AmountPence);
        }

        return null;
    }

    /// <summary>The break between the entries read and where the journal says that it ends; null: there is none.</summary>
    /// <param name="head">Null: the head is gone.</param>
    public Break? End(JournalHead? head)
    {
        if (head?.LastNumber > LastNumber) return At(LastNumber + 1, BreakReason.EntryMissing);
        return head is null || head.LastNumber != LastNumber || !head.LastHash.AsSpan().SequenceEqual(lastHash)
            ? At(LastNumber, BreakReason.HeadDiffers)
            : null;
    }

    /// <summary>The break between the lines read and the sums from which balances are shown; null: there is none.</summary>
    public Break? Compare(IReadOnlyCollection<AccountDay> shown) =>
        shown.Count == days.Count && shown.All(day =>
            days.GetValueOrDefault((day.Account, day.EffectiveOn)) == (day.DebitsPence, day.CreditsPence))
            ? null
            : At(LastNumber, BreakReason.BalancesDiffer);

    private Break At(long entryNumber, BreakReason reason) => new(fundCode, entryNumber, reason);
}
