using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>The journals of the caller's funds, oldest first; <c>next</c> goes on where this answer ends, and is absent when there is no more.</summary>
internal static class ReadJournal
{
    private const int LimitMax = 500;
    private const int LimitDefault = 100;

    public static async Task<Ok<Feed<JournalEntryView>>> Handle(
        string? after, [Range(1, LimitMax)] int? limit, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        var cursor = JournalCursor.Parse(after);
        var count = limit ?? LimitDefault;
        var hosted = db.HostedBy(caller).Select(f => f.Code);
        var visible = await db.FundsOf(caller).Select(f => new { f.Code, Whole = hosted.Contains(f.Code) }).ToArrayAsync(cancellationToken);
        var funds = Array.ConvertAll(visible, fund => fund.Code);
        var whole = Array.ConvertAll(visible, fund => fund.Whole);
        var read = Array.ConvertAll(funds, cursor.LastRead);
        var own = Partnership.OwnAccounts(caller);
        var partnersKinds = Array.ConvertAll(Partnership.PartnersKinds, kind => kind.ToString());
        string[] partnersAccounts = [Account.ContributionsPrefix + "%", Account.ReceivablesPrefix + "%"];

        // Each fund gives its next entries by its key, and the oldest of them are taken: as quick at the end as at the start.
        var entries = await db.JournalEntries
            .FromSql($"""
                SELECT entry.* FROM unnest({funds}, {read}, {whole}) AS seen (fund_code, number, whole)
                CROSS JOIN LATERAL (
                    SELECT * FROM journal_entries
                    WHERE fund_code = seen.fund_code AND number > seen.number
                        AND (seen.whole OR kind <> ALL ({partnersKinds}) OR accounts && {own}::varchar[]
                            OR NOT EXISTS (SELECT FROM unnest(accounts) AS account WHERE account LIKE ANY ({partnersAccounts})))
                    ORDER BY number LIMIT {count}) AS entry
                """)
            .AsNoTracking()
            .OrderBy(entry => entry.PostedAt).ThenBy(entry => entry.FundCode).ThenBy(entry => entry.Number)
            .Take(count)
            .ToListAsync(cancellationToken);
        entries.ForEach(cursor.Pass);
        return TypedResults.Ok(new Feed<JournalEntryView>(
            entries.ConvertAll(JournalEntryView.Of), entries.Count == 0 ? null : cursor.ToString()));
    }
}
