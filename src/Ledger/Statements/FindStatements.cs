using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Statements;

/// <summary>The statements that a fund has issued, the newest first.</summary>
internal static class FindStatements
{
    public static async Task<Ok<Page<StatementView>>> Handle(
        string code, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        // Without the bytes, which may be large.
        var page = await db.StatementsFor(fund, caller).OrderByDescending(s => s.Number)
            .Select(s => new StatementView(
                s.FundCode, s.Number, s.Kind, s.Period, s.From, s.To, s.Partner, s.IssuedAt, s.JournalNumber, Convert.ToHexStringLower(s.JournalHash),
                s.Supersedes,
                db.IssuedStatements.Where(later => later.FundCode == code && later.Supersedes == s.Number)
                    .Select(later => (int?)later.Number).FirstOrDefault(),
                StatementHashes.Of(s.JsonHash, s.CsvHash, s.HtmlHash)))
            .ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "statement.list", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(page);
    }
}
