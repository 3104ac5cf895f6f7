using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Years;

/// <summary>What goes from a fund to the fund of the year after, and the entries that take it there.</summary>
/// <remarks>
/// Cash, debts and what is owed go to the next fund, and with them the income and expenditure that take effect after the year's last day, such as
/// the undoing of an accrual or news that came late. What the year itself earned and spent stays as its record. The sum of what goes is the year's
/// result, and stands against <c>carried-forward</c> here and <c>brought-forward</c> there. Money that is set aside goes with its reserve. Both funds'
/// entries take effect on one day, so that on every day the money is in exactly one of them. What is more than an entry's lines goes into further ones.
/// </remarks>
/// <param name="FundCode">The fund whose year ends.</param>
/// <param name="NextFundCode">The fund of the year after.</param>
/// <param name="EffectiveOn">The day on which the money moves.</param>
/// <param name="Balances">Debits less credits of what goes on, none of them zero.</param>
/// <param name="SetAside">What is set aside for each programme, above zero.</param>
internal sealed record CarryForward(
    string FundCode, string NextFundCode, DateOnly EffectiveOn, IReadOnlyList<(string Account, long Pence)> Balances,
    IReadOnlyList<(string Account, long Pence)> SetAside)
{
    private const int BalancesMax = JournalMapping.LinesMax - 1;    // and one line against them

    /// <summary>The year's result: what it leaves, below zero where it leaves a debt.</summary>
    public long NetPence => Balances.Sum(balance => balance.Pence);

    /// <summary>What is set aside for bookings and orders that go on.</summary>
    public long CommittedPence => SetAside.Sum(balance => balance.Pence);

    /// <param name="fundCode">The fund whose year ends.</param>
    /// <param name="nextFundCode">The fund of the year after.</param>
    /// <param name="effectiveOn">The day on which the money moves.</param>
    /// <param name="atYearEnd">Debits less credits of all the fund's accounts at the end of the year's last day.</param>
    /// <param name="posted">The same with everything that is posted.</param>
    public static CarryForward Of(
        string fundCode, string nextFundCode, DateOnly effectiveOn, IReadOnlyDictionary<string, long> atYearEnd,
        IReadOnlyDictionary<string, long> posted)
    {
        var going = posted
            .Select(account => (Account: account.Key, Pence: IsOfItsYear(account.Key)
                ? account.Value - atYearEnd.GetValueOrDefault(account.Key)
                : account.Value))
            .Where(balance => balance.Pence != 0 && balance.Account != Account.ReserveForCommitments)
            .OrderBy(balance => balance.Account, StringComparer.Ordinal).ToList();
        return new(fundCode, nextFundCode, effectiveOn,
            [.. going.Where(balance => !Account.IsCommitments(balance.Account))],
            [.. going.Where(balance => Account.IsCommitments(balance.Account))]);
    }

    /// <summary>The entries of both funds, each one that takes money out before the one that brings it in; none where nothing is left.</summary>
    /// <param name="postedBy">The signed-in person, as the token names them.</param>
    public IReadOnlyList<Posting> Postings(string postedBy) =>
    [
        .. Balances.Chunk(BalancesMax).SelectMany((balances, part) => Move($"balances-{part + 1}", "Balances", balances,
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

    private static bool IsOfItsYear(string account) => account is Account.OtherIncome or Account.BroughtForward or Account.CarriedForward
        || Account.IsContributions(account) || Account.IsExpenditure(account);
}
