using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.PublishedReports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Rephasings;

/// <summary>The years of a fund as they are printed and as they stand now.</summary>
internal static class SeeFundYears
{
    public static async Task<Ok<FundYearsView>> Handle(string code, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.Funds.AsNoTracking().SingleOrDefaultAsync(f => f.Code == code, cancellationToken)
            ?? throw new DomainException(FundErrors.Unknown);
        var rephasings = await db.Rephasings.AsNoTracking().Where(r => r.FundCode == code).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        return TypedResults.Ok(FundYearsView.Of(fund, rephasings));
    }
}

/// <summary>A fund of several years.</summary>
/// <remarks>
/// <c>PrintedDifference</c> is the printed total less the printed years, reported and never mended; it is absent where no total is printed. What is
/// re-phased changes years and never their total.
/// </remarks>
public sealed record FundYearsView(
    string FundCode,
    IReadOnlyList<FundYearView> Years,
    MoneyView PrintedYears,
    MoneyView? PrintedTotal,
    MoneyView? PrintedDifference,
    MoneyView PhasedYears,
    IReadOnlyList<RephasingView> Rephasings,
    string? Source)
{
    internal static FundYearsView Of(Fund fund, IReadOnlyList<Rephasing> rephasings)
    {
        var phasing = Phasing.Of(fund, rephasings);
        return new(
            fund.Code,
            [.. phasing.Select(year => new FundYearView(
                year.FinancialYear.ToString(), MoneyView.Of(year.PrintedPence), MoneyView.Of(year.InPence), MoneyView.Of(year.OutPence),
                MoneyView.Of(year.PhasedPence)))],
            MoneyView.Of(fund.AgreedYearsTotalPence),
            MoneyView.Of(fund.PrintedTotalPence),
            MoneyView.Of(fund.PrintedTotalDifferencePence),
            MoneyView.Of(phasing.Sum(year => year.PhasedPence)),
            [.. rephasings.Select(r => new RephasingView(
                r.Number, r.FromYear.ToString(), r.ToYear.ToString(), MoneyView.Of(r.AmountPence), r.Reason, r.AskedAt))],
            fund.Source);
    }
}

/// <summary>One year: as printed, what slipped into it and out of it, and what stands there now.</summary>
public sealed record FundYearView(string FinancialYear, MoneyView Printed, MoneyView In, MoneyView Out, MoneyView Phased);

/// <summary>Money that slipped.</summary>
public sealed record RephasingView(int Number, string FromYear, string ToYear, MoneyView Amount, string Reason, DateTimeOffset AskedAt);
