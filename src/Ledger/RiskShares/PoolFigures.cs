using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>A pool's accounts under the headings that its partners' own accounts have; every figure has the sign of its heading.</summary>
/// <remarks>
/// <c>NetAssetsPence</c> is assets less liabilities, and always equals income plus what was brought forward less expenditure and what was
/// carried forward. <c>OtherBalancesPence</c> is what stands on accounts of no other heading, debits less credits.
/// </remarks>
public sealed record PoolFigures(
    long CashPence,
    long ReceivablesPence,
    long PayablesPence,
    long AccrualsPence,
    long OtherBalancesPence,
    long ContributionsPence,
    long OtherIncomePence,
    long ExpenditurePence,
    long BroughtForwardPence,
    long CarriedForwardPence)
{
    private const int Headings = 10;

    public long AssetsPence => CashPence + ReceivablesPence;

    public long LiabilitiesPence => PayablesPence + AccrualsPence;

    public long IncomePence => ContributionsPence + OtherIncomePence;

    public long NetAssetsPence => AssetsPence - LiabilitiesPence + OtherBalancesPence;

    /// <summary>Debits less credits of each heading; they sum to zero. What is only set aside is neither asset nor debt.</summary>
    internal static IReadOnlyList<long> Rows(IReadOnlyDictionary<string, long> balances)
    {
        var rows = new long[Headings];
        foreach (var (account, pence) in balances)
            if (RowOf(account) is { } row) rows[row] += pence;
        return rows;
    }

    internal static PoolFigures Of(IReadOnlyList<long> rows) => new(
        rows[0], rows[1], -rows[2], -rows[3], rows[4], -rows[5], -rows[6], rows[7], -rows[8], rows[9]);

    private static int? RowOf(string account) => account switch
    {
        Account.Receipts => 0,
        Account.Payables => 2,
        Account.Accruals => 3,
        Account.OtherIncome => 6,
        Account.BroughtForward => 8,
        Account.CarriedForward => 9,
        Account.ReserveForCommitments => null,
        _ when Account.IsReceivables(account) => 1,
        _ when Account.IsCommitments(account) => null,
        _ when Account.IsContributions(account) => 5,
        _ when Account.IsExpenditure(account) => 7,
        _ => 4,
    };
}
