using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Statements;

/// <summary>An issued statement, byte for byte as it was issued.</summary>
internal static class ReadStatement
{
    public static async Task<FileContentHttpResult> Handle(
        string code, int number, string? format, Caller caller, Purpose purpose, HttpResponse response, LedgerDb db,
        CancellationToken cancellationToken)
    {
        var form = StatementForm.AskedFor(format);
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var statement = await db.StatementsFor(fund, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Number == number, cancellationToken)
            ?? throw new DomainException(StatementErrors.Unknown);
        db.RecordAccess(caller, purpose, "statement.read", "statement", IssueStatement.RecordId(code, number));
        await db.SaveChangesAsync(cancellationToken);
        var (bytes, hash) = statement.In(form);
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(hash)}:";     // RFC 9530
        return response.Statement(form, bytes);
    }
}
