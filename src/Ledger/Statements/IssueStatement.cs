using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Statements;

/// <summary>Which statement: <c>kind</c> as partner, quarterly, annual or betterCareFund; <c>period</c> as 2026-10, 2026/27-Q3 or 2026/27.</summary>
public sealed record IssueStatementRequest(
    [Required] string Kind, [Required] string Period, [RegularExpression(PutFundRequest.CodePattern)] string? Partner = null);

/// <summary>The pooled fund manager issues a statement: it is kept as it is, byte for byte, with the entry of the journal up to which it speaks.</summary>
internal static class IssueStatement
{
    public static async Task<Created<StatementView>> Handle(
        string code, IssueStatementRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var subject = StatementSubject.Of(request.Kind, request.Period, request.Partner);
        await db.HostedFundAsync(code, caller, cancellationToken);
        // The journal first: the books stand still until the statement is kept, and no two take one number.
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var (figures, document) = await db.DrawUpAsync(fund, subject, head, cancellationToken);
        var count = await db.IssuedStatements.CountAsync(s => s.FundCode == code, cancellationToken);
        var last = await db.IssuedStatements.AsNoTracking()
            .Where(s => s.FundCode == code && s.Kind == subject.Kind && s.Period == subject.Period.Label && s.Partner == subject.Partner)
            .OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken);

        var statement = IssuedStatement.Issue(subject, figures, document, (count, last), caller, time.GetUtcNow());
        db.IssuedStatements.Add(statement);
        db.RecordAccess(caller, purpose, "statement.issue", "statement", RecordId(code, statement.Number));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/statements/{statement.Number}", StatementView.Of(statement));
    }

    internal static string RecordId(string code, int number) => string.Create(CultureInfo.InvariantCulture, $"{code}/{number}");
}
