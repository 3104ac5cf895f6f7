using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>What each partner would pay next year, by everything agreed so far, with the working shown. Nothing is kept.</summary>
internal static class ProposeNextYear
{
    private const int BasisPointsMax = 5_000;

    public static async Task<Ok<NextYearView>> Handle(
        string code, [Range(-BasisPointsMax, BasisPointsMax)] int? inflationBasisPoints, [Range(0, BasisPointsMax)] int? efficiencyBasisPoints,
        Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var versions = await db.AgreedByAsync(code, DateOnly.MaxValue, cancellationToken);
        if (versions.Count == 0) throw new DomainException(AgreementErrors.None);

        var planned = await db.PlannedChanges.AsNoTracking().Where(c => c.FundCode == code).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var settings = await db.PlaceSettingsAsync(cancellationToken);
        var (inflation, efficiency) = (inflationBasisPoints ?? 0, efficiencyBasisPoints ?? 0);
        var partners = versions.SelectMany(v => v.Terms.Contributions).Select(c => c.Partner)
            .Union(planned.Select(change => change.Partner)).Order(StringComparer.Ordinal)
            .Select(partner => NextYear.Of(partner, versions[0].Terms, versions[^1].Terms, planned, inflation, efficiency))
            .ToList();
        db.RecordAccess(caller, purpose, "contribution-proposal.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new NextYearView(
            code, new FinancialYear(fund.FinancialYear.StartYear + 1).ToString(), inflation, efficiency,
            partners.Sum(p => p.ProposedPence),
            settings.NotifyEffectsBy.In(fund.FinancialYear), settings.AgreeBudgetBy.In(fund.FinancialYear),
            partners.ConvertAll(p => NextYearPartnerView.Of(p, inflation, efficiency)),
            planned.ConvertAll(PlannedChangeView.Of)));
    }
}

/// <summary>Next year's proposal. Material effects are notified, and the budget is agreed, by the days shown.</summary>
public sealed record NextYearView(
    string FundCode,
    string FinancialYear,
    int InflationBasisPoints,
    int EfficiencyBasisPoints,
    long ProposedPence,
    DateOnly NotifyEffectsBy,
    DateOnly AgreeBudgetBy,
    IReadOnlyList<NextYearPartnerView> Partners,
    IReadOnlyList<PlannedChangeView> PlannedChanges);

/// <summary>One partner's part, step by step and in words.</summary>
public sealed record NextYearPartnerView(
    string Partner,
    long PriorRecurrentPence,
    long AgreedChangesPence,
    long InflationPence,
    long PlannedChangesPence,
    long EfficiencyPence,
    long ProposedPence,
    IReadOnlyList<string> Working)
{
    internal static NextYearPartnerView Of(NextYear next, int inflationBasisPoints, int efficiencyBasisPoints) => new(
        next.Partner, next.PriorRecurrentPence, next.AgreedChangesPence, next.InflationPence, next.PlannedChangesPence, next.EfficiencyPence,
        next.ProposedPence, next.Working(inflationBasisPoints, efficiencyBasisPoints));
}
