using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Accruals;

/// <summary>What might be accrued at a month's end: by programme, bookings that are over and of which nobody has told the outcome.</summary>
internal static class SeeAccrualProposal
{
    public static async Task<Ok<AccrualProposalView>> Handle(
        string code, [Required, RegularExpression(Period.Pattern)] string period, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        if (!Period.TryParse(period, out var month) || month.FinancialYear != fund.FinancialYear)
            throw new DomainException(AccrualErrors.PeriodInvalid);
        var programmes = await AwaitingOutcome.Of(db, code, month)
            .GroupBy(c => c.Commitment!.ProgrammeCode)
            .Select(g => new ProposedAccrualView(g.Key, g.Sum(c => c.Commitment!.AmountPence), g.Count(), g.Min(c => c.CareOn)))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new AccrualProposalView(
            code, month.ToString(), programmes.Sum(p => p.AmountPence), [.. programmes.OrderBy(p => p.Programme, StringComparer.Ordinal)]));
    }
}

/// <summary>What bookings without an outcome are worth at a month's end.</summary>
public sealed record AccrualProposalView(string FundCode, string Period, long AmountPence, IReadOnlyList<ProposedAccrualView> Programmes);

/// <summary>One programme's part, and the day of the earliest care of it.</summary>
public sealed record ProposedAccrualView(string Programme, long AmountPence, int Bookings, DateOnly EarliestCareOn);
