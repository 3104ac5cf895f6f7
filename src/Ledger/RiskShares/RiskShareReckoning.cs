using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Virements;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>A fund's over- or underspend as at a day, where the money for it comes from, and who bears what is left.</summary>
/// <param name="Fund">The fund and its budgets.</param>
/// <param name="Agreement">The version in force on the day.</param>
/// <param name="AsOf">The day whose figures count.</param>
/// <param name="Balances">Debits less credits of every account at the end of the day.</param>
/// <param name="Programmes">Budget and outturn of each programme, by code.</param>
/// <param name="Waterfall">The steps.</param>
/// <param name="Claims">How heavily each partner counts.</param>
/// <param name="SharesPence">What each partner finds outside of the pool; zeros where nothing is left.</param>
internal sealed record RiskShareReckoning(
    Fund Fund,
    AgreementVersion Agreement,
    DateOnly AsOf,
    IReadOnlyDictionary<string, long> Balances,
    IReadOnlyList<ProgrammeOutturn> Programmes,
    Waterfall Waterfall,
    IReadOnlyList<Claim> Claims,
    IReadOnlyDictionary<string, long> SharesPence)
{
    private static readonly Dictionary<string, long> NothingAssumed = [];

    /// <summary>By what has been spent.</summary>
    public static Task<RiskShareReckoning> OfActualsAsync(
        LedgerDb db, Fund fund, DateOnly asOf, CancellationToken cancellationToken) =>
        MakeAsync(db, fund, asOf, NothingAssumed, cancellationToken);

    /// <summary>As above; null where nobody agreed who bears what.</summary>
    public static async Task<RiskShareReckoning?> OfActualsIfAgreedAsync(
        LedgerDb db, Fund fund, DateOnly asOf, CancellationToken cancellationToken) =>
        await db.AgreementInForceAsync(fund.Code, WithinYear(fund, asOf), cancellationToken) is { } agreement
            ? await OfAsync(db, fund, agreement, asOf, NothingAssumed, cancellationToken)
            : null;

    /// <param name="db">The books.</param>
    /// <param name="fund">A fund that takes postings.</param>
    /// <param name="asOf">The day whose figures count.</param>
    /// <param name="assumedPence">What programmes are assumed to have spent at the end of the year; of the others, what they have spent so far.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<RiskShareReckoning> MakeAsync(
        LedgerDb db, Fund fund, DateOnly asOf, IReadOnlyDictionary<string, long> assumedPence, CancellationToken cancellationToken)
    {
        if (fund.Class == FundClass.InView) throw new DomainException(FundErrors.InView);
        var agreement = await db.AgreementInForceAsync(fund.Code, WithinYear(fund, asOf), cancellationToken)
            ?? throw new DomainException(RiskShareErrors.NoAgreement);
        return await OfAsync(db, fund, agreement, asOf, assumedPence, cancellationToken);
    }

    private static async Task<RiskShareReckoning> OfAsync(
        LedgerDb db, Fund fund, AgreementVersion agreement, DateOnly asOf, IReadOnlyDictionary<string, long> assumedPence,
        CancellationToken cancellationToken)
    {
        var balances = await db.BalancesAsync(fund.Code, asOf, cancellationToken);
        var moved = await db.MovedBudgetsAsync(fund.Code, asOf, cancellationToken);
        var programmes = Outturns(fund, balances, moved, assumedPence);
        var waterfall = Waterfall.Of(programmes, agreement.RiskShare.OverspendOrder, agreement.RiskShare.RiskPoolPence);
        var claims = RiskShareRule.Claims(agreement);
        return new(fund, agreement, asOf, balances, programmes, waterfall, claims, LargestRemainder.Split(waterfall.OutsidePence, claims));
    }

    /// <summary>A year's figures may be asked for after its end: the agreement of its last day still holds for them.</summary>
    private static DateOnly WithinYear(Fund fund, DateOnly day) =>
        day < fund.FinancialYear.FirstDay ? fund.FinancialYear.FirstDay
        : day > fund.FinancialYear.LastDay ? fund.FinancialYear.LastDay
        : day;

    private static List<ProgrammeOutturn> Outturns(
        Fund fund, IReadOnlyDictionary<string, long> balances, IReadOnlyDictionary<string, long> moved,
        IReadOnlyDictionary<string, long> assumedPence)
    {
        var outturns = new List<ProgrammeOutturn>();
        foreach (var programme in fund.Programmes.OrderBy(p => p.Code, StringComparer.Ordinal))
        {
            var spent = balances.GetValueOrDefault(Account.Expenditure(programme.Code));
            var outturn = assumedPence.TryGetValue(programme.Code, out var assumed) ? assumed : spent;
            if (outturn < spent) throw new DomainException(RiskShareErrors.OutturnBelowSpent, $"{programme.Code} has spent {spent} pence.");
            outturns.Add(new(programme.Code, programme.BudgetPence + moved.GetValueOrDefault(programme.Code), outturn, spent,
                balances.GetValueOrDefault(Account.Commitments(programme.Code))));
        }

        return outturns;
    }
}
