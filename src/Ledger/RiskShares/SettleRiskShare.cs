using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Periods;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>What is to become of an underspend; absent where there is none. A refund names the partners' decision as its reason.</summary>
public sealed record SettleRiskShareRequest(
    UnderspendUse? UnderspendUse = null,
    [StringLength(RiskShareSettlement.ReasonLengthMax)] string? Reason = null);

/// <summary>The pooled fund manager has each partner owe its share of the year's overspend, on the last day of that year.</summary>
internal static class SettleRiskShare
{
    public static async Task<Created<RiskShareSettlementView>> Handle(
        string code, SettleRiskShareRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        // The journal first: the figures that are settled are the figures that stand.
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        if (LondonTime.DateOf(time.GetUtcNow()) <= fund.FinancialYear.LastDay) throw new DomainException(RiskShareErrors.YearNotOver);
        if (await db.YearCloses.AnyAsync(y => y.FundCode == code, cancellationToken)) throw new DomainException(RiskShareErrors.YearClosed);

        var reckoning = await RiskShareReckoning.OfActualsAsync(db, fund, fund.FinancialYear.LastDay, cancellationToken);
        var last = await db.LastSettlementAsync(code, cancellationToken);
        var settlement = RiskShareSettlement.Settle(reckoning, last, request, caller, time.GetUtcNow());
        await RequireOnlyTheLastMonthOpenAsync(db, fund, cancellationToken);

        db.RiskShareSettlements.Add(settlement);
        foreach (var posting in settlement.Postings(last)) bookkeeper.Post(head, posting);
        db.RecordAccess(caller, purpose, "risk-share.settle", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/risk-share", RiskShareSettlementView.Of(settlement));
    }

    private static async Task RequireOnlyTheLastMonthOpenAsync(LedgerDb db, Fund fund, CancellationToken cancellationToken)
    {
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        if (periods.FirstOpen is not { } open) throw new DomainException(PeriodErrors.Closed);
        if (open != periods.Last) throw new DomainException(RiskShareErrors.PeriodsOpen, $"{open} is open.");
    }
}

/// <summary>A settlement as it was posted. A share above zero is owed to the fund, one below zero is a refund.</summary>
public sealed record RiskShareSettlementView(
    string FundCode,
    int Run,
    int AgreementVersion,
    DateOnly EffectiveOn,
    long OutsideThePoolPence,
    long UnderspendPence,
    UnderspendUse? UnderspendUse,
    string? Reason,
    IReadOnlyList<SettledShareView> Shares,
    string SettledBy,
    DateTimeOffset SettledAt)
{
    internal static RiskShareSettlementView Of(RiskShareSettlement settlement) => new(
        settlement.FundCode,
        settlement.Run,
        settlement.AgreementVersion,
        settlement.EffectiveOn,
        settlement.OutsidePence,
        settlement.UnderspendPence,
        settlement.UnderspendUse,
        settlement.Reason,
        [.. settlement.Partners.Select(partner => new SettledShareView(partner, settlement.ShareOf(partner)))],
        settlement.SettledBy,
        settlement.SettledAt);
}

public sealed record SettledShareView(string Partner, long SharePence);
