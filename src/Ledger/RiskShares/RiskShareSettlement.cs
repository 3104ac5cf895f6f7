using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>What the partners owe one another for a year of a fund, as it was posted. Written once.</summary>
/// <remarks>
/// A year is settled once. Where its figures change all the same before the last month is closed, a further run posts the difference to
/// what stands, and nothing where nothing has changed.
/// </remarks>
internal sealed class RiskShareSettlement
{
    public const int ReasonLengthMax = 500;

    public required string FundCode { get; init; }

    /// <summary>Counts the settlements of the year from 1.</summary>
    public required int Run { get; init; }

    public required int AgreementVersion { get; init; }

    /// <summary>The last day of the year.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>What the partners find outside of the pool.</summary>
    public required long OutsidePence { get; init; }

    /// <summary>What the programmes did not need.</summary>
    public required long UnderspendPence { get; init; }

    public UnderspendUse? UnderspendUse { get; init; }      // null: there is none

    /// <summary>The decision behind the use of the underspend; null where nobody gave one.</summary>
    public string? Reason { get; init; }

    public required List<string> Partners { get; init; }

    /// <summary>For each of the partners what it owes after this run: above zero it pays in, below zero it gets back.</summary>
    public required List<long> SharesPence { get; init; }

    /// <summary>The signed-in person, as the token names them.</summary>
    public required string SettledBy { get; init; }

    public required DateTimeOffset SettledAt { get; init; }

    /// <summary>Settles the year, or says why it cannot be.</summary>
    /// <param name="reckoning">The year's figures, which nobody changes until this is stored.</param>
    /// <param name="last">The settlement that stands; null: this is the first.</param>
    /// <param name="asked">What an underspend is for.</param>
    /// <param name="caller">The pooled fund manager.</param>
    /// <param name="now">When.</param>
    public static RiskShareSettlement Settle(
        RiskShareReckoning reckoning, RiskShareSettlement? last, SettleRiskShareRequest asked, Caller caller, DateTimeOffset now)
    {
        var waterfall = reckoning.Waterfall;
        if (waterfall.UncoveredPence > 0)
            throw new DomainException(RiskShareErrors.Uncovered, $"{waterfall.UncoveredPence} pence are left after the last step.");
        RequireUse(waterfall, asked);
        var shares = asked.UnderspendUse == RiskShares.UnderspendUse.Refund
            ? Refund(reckoning, last)
            : reckoning.SharesPence;
        var settlement = new RiskShareSettlement
        {
            FundCode = reckoning.Fund.Code,
            Run = (last?.Run ?? 0) + 1,
            AgreementVersion = reckoning.Agreement.Version,
            EffectiveOn = reckoning.Fund.FinancialYear.LastDay,
            OutsidePence = waterfall.OutsidePence,
            UnderspendPence = waterfall.UnderspendLeftPence,
            UnderspendUse = asked.UnderspendUse,
            Reason = asked.Reason,
            Partners = [.. shares.Keys.Order(StringComparer.Ordinal)],
            SharesPence = [.. shares.OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => share.Value)],
            SettledBy = caller.Subject,
            SettledAt = now,
        };
        return last is not null && settlement.Says(last) ? throw new DomainException(RiskShareErrors.Settled) : settlement;
    }

    /// <summary>Whether the year's figures still are those that were settled.</summary>
    public bool Fits(RiskShareReckoning reckoning) =>
        OutsidePence == reckoning.Waterfall.OutsidePence && UnderspendPence == reckoning.Waterfall.UnderspendLeftPence
        && (UnderspendUse == RiskShares.UnderspendUse.Refund || reckoning.SharesPence.All(share => ShareOf(share.Key) == share.Value));

    /// <summary>What the partner owes by this settlement; 0 for whom it does not name.</summary>
    public long ShareOf(string partner) => Partners.IndexOf(partner) is var at and >= 0 ? SharesPence[at] : 0;

    /// <summary>One posting for each partner whose share has changed since the last run.</summary>
    public IReadOnlyList<Posting> Postings(RiskShareSettlement? last) =>
    [
        .. Partners.Union(last?.Partners ?? []).Order(StringComparer.Ordinal)
            .Select(partner => (Partner: partner, Pence: ShareOf(partner) - (last?.ShareOf(partner) ?? 0)))
            .Where(change => change.Pence != 0)
            .Select(change => RiskSharePosting.Of(this, change.Partner, change.Pence)),
    ];

    private bool Says(RiskShareSettlement last) =>
        (OutsidePence, UnderspendPence, UnderspendUse) == (last.OutsidePence, last.UnderspendPence, last.UnderspendUse)
        && Postings(last).Count == 0;

    private static void RequireUse(Waterfall waterfall, SettleRiskShareRequest asked)
    {
        switch (asked.UnderspendUse)
        {
            case null when waterfall.UnderspendLeftPence > 0:
                throw new DomainException(RiskShareErrors.UnderspendUseMissing);
            case not null when waterfall.UnderspendLeftPence == 0:
                throw new DomainException(RiskShareErrors.NoUnderspend);
            case RiskShares.UnderspendUse.Refund when string.IsNullOrWhiteSpace(asked.Reason):
                throw new DomainException(RiskShareErrors.RefundReasonMissing);
            case RiskShares.UnderspendUse.Refund when waterfall.OutsidePence > 0:
                throw new DomainException(RiskShareErrors.RefundTooHigh, "The partners have to pay in for the overspend.");
        }
    }

    /// <summary>The whole underspend by the partners' shares, below zero; refused where the money is not there.</summary>
    private static Dictionary<string, long> Refund(RiskShareReckoning reckoning, RiskShareSettlement? last)
    {
        var (refund, balances) = (reckoning.Waterfall.UnderspendLeftPence, reckoning.Balances);
        var committed = balances.Where(b => Account.IsCommitments(b.Key)).Sum(b => b.Value);
        var settled = last?.SharesPence.Sum() ?? 0;
        var left = PoolFigures.Of(PoolFigures.Rows(balances)).NetAssetsPence - committed - settled;
        if (refund > left) throw new DomainException(RiskShareErrors.RefundTooHigh, $"The fund has {left} pence left.");

        var parts = LargestRemainder.Split(refund, reckoning.Claims);
        foreach (var (partner, pence) in parts)
        {
            var paid = -balances.GetValueOrDefault(Account.Contributions(partner)) - (last?.ShareOf(partner) ?? 0);
            if (pence > paid) throw new DomainException(RiskShareErrors.RefundTooHigh, $"{partner} paid in {paid} pence and would get {pence}.");
        }

        return parts.ToDictionary(part => part.Key, part => -part.Value, StringComparer.Ordinal);
    }
}
