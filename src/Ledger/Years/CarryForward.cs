using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Years;

/// <summary>What goes from a fund to the fund of the year after, and the entries that take it there.</summary>
/// <remarks>
/// Cash, debts and what is owed go to the next fund; their sum stands against <c>carried-forward</c> here and <c>brought-forward</c> there. Money
/// that is set aside goes with its reserve. Income and expenditure stay: they are the record of the year. Both funds' entries take effect on one
/// day, so that on every day the money is in exactly one of them. An entry has so many lines: what is more goes into further ones.
/// </remarks>
/// <param name="FundCode">The fund whose year ends.</param>
/// <param name="NextFundCode">The fund of the year after.</param>
/// <param name="EffectiveOn">The day on which the money moves.</param>
/// <param name="Real">Debits less credits of the accounts that go on, none of them zero.</param>
/// <param name="SetAside">What is set aside for each programme, above zero.</param>
internal sealed record CarryForward(
    string FundCode, string NextFundCode, DateOnly EffectiveOn, IReadOnlyList<(string Account, long Pence)> Real,
    IReadOnlyList<(string Account, long Pence)> SetAside)
{
    private const int BalancesMax = JournalMapping.LinesMax - 1;    // and one line against them

    /// <summary>What the fund leaves: assets less liabilities, below zero where the partners still have to find it.</summary>
    public long NetPence => Real.Sum(balance => balance.Pence);

    /// <summary>What is set aside for bookings and orders that go on.</summary>
    public long CommittedPence => SetAside.Sum(balance => balance.Pence);

    /// <param name="fundCode">The fund whose year ends.</param>
    /// <param name="nextFundCode">The fund of the year after.</param>
    /// <param name="effectiveOn">The day on which the money moves.</param>
    /// <param name="balances">Debits less credits of all the fund's accounts, with everything that is posted.</param>
    public static CarryForward Of(
        string fundCode, string nextFundCode, DateOnly effectiveOn, IReadOnlyDictionary<string, long> balances)
    {
        var open = balances.Where(balance => balance.Value != 0).OrderBy(balance => balance.Key, StringComparer.Ordinal).ToList();
        return new(fundCode, nextFundCode, effectiveOn,
            [.. open.Where(balance => !StaysWithItsYear(balance.Key)).Select(balance => (balance.Key, balance.Value))],
            [.. open.Where(balance => Account.IsCommitments(balance.Key)).Select(balance => (balance.Key, balance.Value))]);
    }

    /// <summary>The entries of both funds, each one that takes money out before the one that brings it in; none where nothing is left.</summary>
    /// <param name="postedBy">The signed-in person, as the token names them.</param>
    public IReadOnlyList<Posting> Postings(string postedBy) =>
    [
        .. Real.Chunk(BalancesMax).SelectMany((balances, part) => Move($"balances-{part + 1}", "Balances", balances,
            Account.CarriedForward, Account.BroughtForward, postedBy)),
        .. SetAside.Chunk(BalancesMax).SelectMany((balances, part) => Move($"commitments-{part + 1}", "Commitments", balances,
            Account.ReserveForCommitments, Account.ReserveForCommitments, postedBy)),
    ];

    private IEnumerable<Posting> Move(
        string what, string noun, IReadOnlyCollection<(string Account, long Pence)> balances, string against, string nextAgainst, string postedBy)
    {
        var source = $"year-close:{FundCode}:{what}";
        var net = balances.Sum(balance => balance.Pence);
        yield return new(FundCode, EntryKind.CarriedForward, EffectiveOn, $"{source}:carried-forward", $"{noun} carried forward to {NextFundCode}",
            Lines([.. balances.Select(balance => (balance.Account, -balance.Pence)), (against, net)])) { PostedBy = postedBy };
        yield return new(NextFundCode, EntryKind.BroughtForward, EffectiveOn, $"{source}:brought-forward", $"{noun} brought forward from {FundCode}",
            Lines([.. balances, (nextAgainst, -net)])) { PostedBy = postedBy };
    }

    private static IReadOnlyList<PostingLine> Lines(IEnumerable<(string Account, long Pence)> balances) =>
        [.. balances.Where(balance => balance.Pence != 0).Select(balance => PostingLine.Of(balance.Account, balance.Pence))];

    // What is set aside moves with its reserve, in entries of its own.
    private static bool StaysWithItsYear(string account) => account is Account.OtherIncome or Account.BroughtForward or Account.CarriedForward
            or Account.ReserveForCommitments
        || Account.IsContributions(account) || Account.IsExpenditure(account) || Account.IsCommitments(account);
}
