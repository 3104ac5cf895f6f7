using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>The journals of all funds, oldest first; <c>next</c> goes on where this answer ends, and is absent when there is no more.</summary>
internal static class ReadJournal
{
    private const int LimitMax = 500;
    private const int LimitDefault = 100;

    public static async Task<Ok<Feed<JournalEntryView>>> Handle(
        string? after, [Range(1, LimitMax)] int? limit, LedgerDb db, CancellationToken cancellationToken)
    {
        var cursor = JournalCursor.Parse(after);
        var count = limit ?? LimitDefault;
        var funds = await db.JournalHeads.Select(head => head.FundCode).ToArrayAsync(cancellationToken);
        var read = Array.ConvertAll(funds, cursor.LastRead);

        // Each fund gives its next entries by its key, and the oldest of them are taken: as quick at the end as at the start.
        var entries = await db.JournalEntries
            .FromSql($"""
                SELECT entry.* FROM unnest({funds}, {read}) AS seen (fund_code, number)
                CROSS JOIN LATERAL (
                    SELECT * FROM journal_entries
                    WHERE fund_code = seen.fund_code AND number > seen.number ORDER BY number LIMIT {count}) AS entry
                """)
            .AsNoTracking()
            .OrderBy(entry => entry.Sequence)
            .Take(count)
            .Include(entry => entry.Lines)
            .ToListAsync(cancellationToken);
        entries.ForEach(cursor.Pass);
        return TypedResults.Ok(new Feed<JournalEntryView>(
            entries.ConvertAll(JournalEntryView.Of), entries.Count == 0 ? null : cursor.ToString()));
    }
}
