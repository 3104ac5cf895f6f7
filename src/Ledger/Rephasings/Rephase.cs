using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Rephasings;

/// <summary>Money that was not spent in its year and is to be spent in another.</summary>
public sealed record RephaseRequest(
    [Required, RegularExpression(FinancialYear.Pattern)] string FromYear,
    [Required, RegularExpression(FinancialYear.Pattern)] string ToYear,
    [Range(1, PutFundRequest.PenceMax)] long AmountPence,
    [Required, StringLength(RephaseRequest.ReasonLengthMax)] string Reason)
{
    public const int ReasonLengthMax = 500;

    /// <summary>How far beyond the last printed year money may go.</summary>
    internal const int YearsBeyondMax = 10;
}

/// <summary>The host's pooled fund manager re-phases a fund of several years. What is printed stays as printed.</summary>
internal static class Rephase
{
    public const int RephasingsMax = 200;

    public static async Task<Created<FundYearsView>> Handle(
        string code, RephaseRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, TimeProvider time,
        CancellationToken cancellationToken)
    {
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        if (fund.AgreedYears.Count == 0) throw new DomainException(RephasingErrors.NoYears);
        var earlier = await db.Rephasings.AsNoTracking().Where(r => r.FundCode == code).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        if (earlier.Count >= RephasingsMax) throw new DomainException(RephasingErrors.TooMany);

        var rephasing = Rephasing.Make(request, fund, earlier, caller.Subject, time.GetUtcNow());
        db.Rephasings.Add(rephasing);
        db.RecordAccess(caller, purpose, "fund.rephase", "rephasing", $"{code}/{rephasing.Number}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/years", FundYearsView.Of(fund, [.. earlier, rephasing]));
    }
}
