using System.Runtime.InteropServices;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Books;

/// <summary>Goes through one fund's journal, from its first entry or from a checkpoint, and stops at the first that is not what was posted.</summary>
/// <param name="fundCode">Whose journal.</param>
/// <param name="from">Where an earlier check ended; null: it begins at the first entry.</param>
internal sealed class ChainCheck(string fundCode, Checkpoint? from = null)
{
    private readonly Dictionary<(string Account, DateOnly EffectiveOn, DateOnly PostedOn), Sums> days = [];
    private readonly Dictionary<string, Sums> accounts = from is null ? [] : Before(from);
    private byte[] lastHash = from?.Hash ?? EntryHash.BeforeTheFirst;
    private (DateTimeOffset From, DateTimeOffset To, DateOnly Date) postingDay;

    public long LastNumber { get; private set; } = from?.Number ?? 0;

    /// <summary>The break at this entry; null: it follows the ones before.</summary>
    public Break? Take(JournalEntry entry)
    {
        var expected = LastNumber + 1;
        if (entry.Number != expected) return At(expected, BreakReason.EntryMissing);
        if (!entry.PreviousHash.AsSpan().SequenceEqual(lastHash)) return At(expected, BreakReason.ChainBroken);
        if (!entry.Hash.AsSpan().SequenceEqual(EntryHash.Of(entry))) return At(expected, BreakReason.EntryAltered);

        (LastNumber, lastHash) = (entry.Number, entry.Hash);
        var posted = PostedOn(entry.PostedAt);
        for (var line = 0; line < entry.Accounts.Length; line++)
        {
            var (account, pence) = (entry.Accounts[line], entry.AmountsPence[line]);
            CollectionsMarshal.GetValueRefOrAddDefault(days, (account, entry.EffectiveOn, posted), out _).Take(pence);
            CollectionsMarshal.GetValueRefOrAddDefault(accounts, account, out _).Take(pence);
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

    /// <summary>The break between the entries read and the sums from which balances are shown; null: there is none.</summary>
    /// <remarks>From a checkpoint on the sums of days are compared by account, since their part before it was not read.</remarks>
    public Break? Compare(IReadOnlyCollection<AccountDay> shownDays, IReadOnlyCollection<AccountBalance> shownBalances)
    {
        var agrees = shownBalances.Count == accounts.Count
            && shownBalances.All(b => accounts.GetValueOrDefault(b.Account) == new Sums(b.DebitsPence, b.CreditsPence));
        agrees &= from is null
            ? shownDays.Count == days.Count
                && shownDays.All(d => days.GetValueOrDefault((d.Account, d.EffectiveOn, d.PostedOn)) == new Sums(d.DebitsPence, d.CreditsPence))
            : shownDays.GroupBy(d => d.Account, StringComparer.Ordinal).All(a =>
                accounts.GetValueOrDefault(a.Key) == new Sums(a.Sum(d => d.DebitsPence), a.Sum(d => d.CreditsPence)));
        return agrees ? null : At(LastNumber, BreakReason.BalancesDiffer);
    }

    /// <summary>Where a later check may begin.</summary>
    public Checkpoint Checkpoint(DateTimeOffset now)
    {
        var sorted = accounts.OrderBy(account => account.Key, StringComparer.Ordinal).ToList();
        return new()
        {
            FundCode = fundCode,
            Number = LastNumber,
            Hash = lastHash,
            VerifiedAt = now,
            Accounts = [.. sorted.Select(account => account.Key)],
            DebitsPence = [.. sorted.Select(account => account.Value.DebitsPence)],
            CreditsPence = [.. sorted.Select(account => account.Value.CreditsPence)],
        };
    }

    private static Dictionary<string, Sums> Before(Checkpoint checkpoint) => checkpoint.Accounts
        .Select((account, index) => (account, new Sums(checkpoint.DebitsPence[index], checkpoint.CreditsPence[index])))
        .ToDictionary(StringComparer.Ordinal);

    // Entries come in the order of posting, thousands of one day after the other.
    private DateOnly PostedOn(DateTimeOffset at)
    {
        if (at >= postingDay.From && at < postingDay.To) return postingDay.Date;
        var date = LondonTime.DateOf(at);
        postingDay = (LondonTime.StartOf(date), LondonTime.StartOf(date.AddDays(1)), date);
        return date;
    }

    private Break At(long entryNumber, BreakReason reason) => new(fundCode, entryNumber, reason);

    private record struct Sums(long DebitsPence, long CreditsPence)
    {
        public void Take(long pence)
        {
            if (pence > 0) DebitsPence = checked(DebitsPence + pence);
            else CreditsPence = checked(CreditsPence - pence);
        }
    }
}
