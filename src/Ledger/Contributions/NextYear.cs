using System.Globalization;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>Next year's contribution of one partner, and how it was reckoned.</summary>
/// <remarks>
/// Prior recurrent, plus what variations added to it in the year, give the base. Inflation and efficiency are each reckoned on that base; what is
/// planned is added as it stands. Non-recurrent money starts nothing. Half a penny goes away from nought, and nothing is proposed below nought.
/// </remarks>
internal sealed record NextYear(
    string Partner, long PriorRecurrentPence, long AgreedChangesPence, long InflationPence, long PlannedChangesPence, long EfficiencyPence,
    long ProposedPence)
{
    private const int WholeBasisPoints = 10_000;

    public static NextYear Of(
        string partner, AgreementTerms first, AgreementTerms last, IEnumerable<PlannedChange> planned, int inflationBasisPoints,
        int efficiencyBasisPoints)
    {
        var prior = RecurrentOf(first, partner);
        var now = RecurrentOf(last, partner);
        var inflation = Share(now, inflationBasisPoints);
        var changes = planned.Where(change => change.Partner == partner).Sum(change => change.AmountPence);
        var efficiency = Share(now, efficiencyBasisPoints);
        var proposed = checked(now + inflation + changes - efficiency);
        return new(partner, prior, now - prior, inflation, changes, efficiency, Math.Max(0, proposed));
    }

    /// <summary>The same in words, a line a step.</summary>
    public IReadOnlyList<string> Working(int inflationBasisPoints, int efficiencyBasisPoints) =>
    [
        $"Recurrent by the first agreement: {Pounds.Of(PriorRecurrentPence)}",
        $"Recurrent changes agreed in the year: {Pounds.Of(AgreedChangesPence)}",
        $"Inflation of {Percent(inflationBasisPoints)} on {Pounds.Of(PriorRecurrentPence + AgreedChangesPence)}: {Pounds.Of(InflationPence)}",
        $"Planned changes: {Pounds.Of(PlannedChangesPence)}",
        $"Efficiency of {Percent(efficiencyBasisPoints)} on {Pounds.Of(PriorRecurrentPence + AgreedChangesPence)}: {Pounds.Of(-EfficiencyPence)}",
        $"Proposed: {Pounds.Of(ProposedPence)}",
    ];

    private static long RecurrentOf(AgreementTerms terms, string partner) =>
        terms.Contributions.Where(c => c.Partner == partner && c.IsRecurrent).Sum(c => c.AmountPence);

    private static long Share(long pence, int basisPoints) =>
        (long)Math.Round((decimal)pence * basisPoints / WholeBasisPoints, MidpointRounding.AwayFromZero);

    private static string Percent(int basisPoints) => string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100m:0.00} %");
}
