using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.PublishedReports;

/// <summary>Puts what a report printed beside the fund; sending the same again changes nothing.</summary>
internal static partial class PutPublishedReport
{
    public static async Task<Results<Created<PublishedReportPutView>, Ok<PublishedReportPutView>>> Handle(
        string code, string report, PublishedFigures request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        CancellationToken cancellationToken)
    {
        if (!ReportCode().IsMatch(report) || report.EndsWith('\n')) throw new DomainException(PublishedReportErrors.CodeInvalid);
        RequireYear(request);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var known = await db.PublishedReports.SingleOrDefaultAsync(r => r.FundCode == code && r.Code == report, cancellationToken);
        if (known is not null) known.Put(request);
        else if (await db.PublishedReports.CountAsync(r => r.FundCode == code, cancellationToken) >= FindPublishedReports.ReportsMax)
            throw new DomainException(PublishedReportErrors.TooMany);
        else db.PublishedReports.Add(PublishedReport.Of(code, report, request));

        var outcome = known is null ? PutOutcome.Added : db.ChangeTracker.HasChanges() ? PutOutcome.Changed : PutOutcome.Unchanged;
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "published-report.put", "published-report", $"{code}/{report}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var view = new PublishedReportPutView(code, report, outcome);
        return outcome == PutOutcome.Added
            ? TypedResults.Created($"/api/ledger/funds/{code}/published-reports", view)
            : TypedResults.Ok(view);
    }

    private static void RequireYear(PublishedFigures figures)
    {
        var isYear = FinancialYear.TryParse(figures.FinancialYear, out var year);
        if (!isYear || (figures.Period is { } period && !(Period.TryParse(period, out var month) && month.FinancialYear == year)))
            throw new DomainException(PublishedReportErrors.YearInvalid);
        if ((figures.Movements ?? []).Any(movement => !Period.TryParse(movement.EarlierPeriod, out _)))
            throw new DomainException(PublishedReportErrors.YearInvalid);
    }

    [GeneratedRegex(PutFundRequest.CodePattern)]
    private static partial Regex ReportCode();
}

public sealed record PublishedReportPutView(string FundCode, string Code, PutOutcome Outcome);
