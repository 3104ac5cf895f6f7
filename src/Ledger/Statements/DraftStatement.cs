using System.Data;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Statements;

/// <summary>What a statement would say now, for the host; nothing is kept.</summary>
internal static class DraftStatement
{
    public static async Task<FileContentHttpResult> Handle(
        string code, string? kind, string? period, string? partner, string? format, Caller caller, Purpose purpose, HttpResponse response, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var form = StatementForm.AskedFor(format);
        var subject = StatementSubject.Of(kind, period, partner);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        db.RecordAccess(caller, purpose, "statement.draft", "fund", code);
        await db.SaveChangesAsync(cancellationToken);

        // One snapshot, in which nothing is written: the audit's own order of writing has no part in it.
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var head = await db.JournalHeads.AsNoTracking().SingleAsync(h => h.FundCode == code, cancellationToken);
        var (_, document) = await db.DrawUpAsync(fund, subject, head, cancellationToken);
        await moment.CommitAsync(cancellationToken);
        return response.Statement(form, form.Bytes(document.With([new("statement", "Statement", "draft: nothing is issued")])));
    }

    /// <summary>The bytes with the headers that every statement has.</summary>
    internal static FileContentHttpResult Statement(this HttpResponse response, StatementForm form, byte[] bytes)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (form == StatementForm.Html) response.Headers.ContentSecurityPolicy = StatementPage.SecurityPolicy;
        return TypedResults.Bytes(bytes, form.ContentType);
    }
}
