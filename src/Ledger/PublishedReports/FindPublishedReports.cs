using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.PublishedReports;

/// <summary>What reports to the public printed about a fund; public figures, open to all who see that the fund exists.</summary>
internal static class FindPublishedReports
{
    public const int ReportsMax = 200;

    public static async Task<Ok<PublishedReportsView>> Handle(string code, LedgerDb db, CancellationToken cancellationToken)
    {
        if (!await db.Funds.AnyAsync(f => f.Code == code, cancellationToken)) throw new DomainException(FundErrors.Unknown);
        var reports = await db.PublishedReports.AsNoTracking()
            .Where(r => r.FundCode == code).OrderBy(r => r.Code).Take(ReportsMax).ToListAsync(cancellationToken);
        return TypedResults.Ok(new PublishedReportsView(reports.ConvertAll(PublishedReportView.Of)));
    }
}

public sealed record PublishedReportsView(IReadOnlyList<PublishedReportView> Items);
