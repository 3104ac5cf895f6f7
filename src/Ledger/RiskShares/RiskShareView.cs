using IntegratedCare.Ledger.Agreements;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>An over- or underspend, step by step: what each step had, what it took, what was then left, and who bears the rest.</summary>
/// <remarks>
/// <c>VariancePence</c> is the outturn less the budget, above zero where it is adverse. <c>UncoveredPence</c> is above zero where the
/// agreement's steps end before the overspend does. An underspend is for non-recurrent spend or for contingency, never for spend that goes on.
/// </remarks>
public sealed record RiskShareView(
    string FundCode,
    DateOnly AsOf,
    int AgreementVersion,
    RiskShareBasis Basis,
    long BudgetPence,
    long OutturnPence,
    long VariancePence,
    long OverspendPence,
    IReadOnlyList<WaterfallStepView> Steps,
    long OutsideThePoolPence,
    long UncoveredPence,
    IReadOnlyList<PartnerShareView> Shares,
    long UnderspendPence,
    IReadOnlyList<UnderspendUse> UnderspendMayBe,
    long RiskPoolLeftPence,
    IReadOnlyList<ProgrammeOutturnView> Programmes)
{
    internal static RiskShareView Of(RiskShareReckoning reckoning)
    {
        var (budget, outturn) = (reckoning.Programmes.Sum(p => p.BudgetPence), reckoning.Programmes.Sum(p => p.OutturnPence));
        var waterfall = reckoning.Waterfall;
        return new(
            reckoning.Fund.Code,
            reckoning.AsOf,
            reckoning.Agreement.Version,
            reckoning.Agreement.RiskShare.Basis,
            budget,
            outturn,
            outturn - budget,
            waterfall.OverspendPence,
            [.. waterfall.Steps.Select(WaterfallStepView.Of)],
            waterfall.OutsidePence,
            waterfall.UncoveredPence,
            [.. reckoning.Claims.Select(claim => new PartnerShareView(
                claim.Code, NameOf(reckoning, claim.Code), claim.Weight, reckoning.SharesPence[claim.Code]))],
            waterfall.UnderspendLeftPence,
            waterfall.UnderspendLeftPence > 0 ? [UnderspendUse.NonRecurrentSpend, UnderspendUse.Contingency] : [],
            waterfall.RiskPoolLeftPence,
            [.. reckoning.Programmes.Select(p => new ProgrammeOutturnView(
                p.Programme, p.BudgetPence, p.OutturnPence, p.SpentPence, p.CommittedPence, p.OverspendPence, p.UnderspendPence))]);
    }

    internal static string NameOf(RiskShareReckoning reckoning, string partner) =>
        reckoning.Fund.Partners.FirstOrDefault(p => p.OrganisationCode == partner)?.Name ?? partner;
}

/// <summary>One step of the agreement's order. <c>AvailablePence</c> is absent where it gives as much as is needed.</summary>
public sealed record WaterfallStepView(
    OverspendStep Step, string Meaning, long? AvailablePence, long TakenPence, long LeftPence, IReadOnlyList<ProgrammeGift> From)
{
    internal static WaterfallStepView Of(WaterfallStep step) =>
        new(step.Step, MeaningOf(step.Step), step.AvailablePence, step.TakenPence, step.LeftPence, step.From);

    private static string MeaningOf(OverspendStep step) => step switch
    {
        OverspendStep.UnderspendElsewhere => "What other programmes do not need of their budgets; each gives in proportion to what it has.",
        OverspendStep.RiskPool => "What the partners keep in the pool against an overspend.",
        OverspendStep.UncommittedSchemes =>
            "What programmes within their budgets mean to spend and have promised to nobody yet; it is cut in proportion.",
        OverspendStep.OutsideThePool => "What is then left; the partners find it outside of the pool, each its share.",
    };
}

/// <summary>What a partner bears. <c>Weight</c> is its agreed contribution in pence, its fixed share in basis points, or 1 where shares are equal.</summary>
public sealed record PartnerShareView(string Partner, string Name, long Weight, long SharePence);

/// <summary>A programme's budget and outturn.</summary>
public sealed record ProgrammeOutturnView(
    string Programme,
    long BudgetPence,
    long OutturnPence,
    long SpentPence,
    long CommittedPence,
    long OverspendPence,
    long UnderspendPence);
