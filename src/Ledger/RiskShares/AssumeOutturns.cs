using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.RiskShares;

/// <summary>What programmes might have spent at the end of the year; those not named count with what they have spent by the day.</summary>
public sealed record AssumeOutturnsRequest(
    [MaxLength(PutFundRequest.ListLengthMax), Every] IReadOnlyList<AssumedOutturn> Outturns,
    DateOnly? AsOf = null);

/// <summary>One programme's assumed outturn.</summary>
public sealed record AssumedOutturn(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Programme,
    [Range(0, PutFundRequest.PenceMax)] long OutturnPence);

/// <summary>Who would bear what if the year ended otherwise than it stands: nothing is kept of the question but that it was asked.</summary>
internal static class AssumeOutturns
{
    public static async Task<Ok<RiskShareView>> Handle(
        string code, AssumeOutturnsRequest request, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var assumed = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var outturn in request.Outturns)
        {
            if (!fund.HasProgramme(outturn.Programme)) throw new DomainException(RiskShareErrors.ProgrammeUnknown, outturn.Programme);
            if (!assumed.TryAdd(outturn.Programme, outturn.OutturnPence)) throw new DomainException(RiskShareErrors.ListedTwice);
        }

        var reckoning = await RiskShareReckoning.MakeAsync(
            db, fund, request.AsOf ?? LondonTime.DateOf(time.GetUtcNow()), assumed, cancellationToken);
        db.RecordAccess(caller, purpose, "risk-share.assume", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(RiskShareView.Of(reckoning));
    }
}
