using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>Finds one account's entries in the order of posting, by the days on which it moved and the journal's own numbers.</summary>
/// <remarks>
/// An index of the accounts of entries would cost every posting more than it saves a reader. Entries are numbered as they are posted, so that the
/// first one of a day is found by halving; between two days on which the account moved nothing is read.
/// </remarks>
/// <param name="StepLength">How many entries of the journal one statement looks at.</param>
/// <param name="StepsMax">How many such statements a page is worth: it ends then, however few it has found.</param>
internal sealed record AccountWalk(int StepLength, int StepsMax)
{
    public static readonly AccountWalk Page = new(StepLength: 10_000, StepsMax: 10);

    /// <summary>The account's entries behind a number that take effect between two days, and how far the journal was looked at.</summary>
    public async Task<WalkedEntries> ReadAsync(
        LedgerDb db, AccountPath path, long after, int limit, CancellationToken cancellationToken)
    {
        var (fund, account, first, last) = path;
        var end = await db.JournalHeads.Where(head => head.FundCode == fund).Select(head => head.LastNumber).SingleAsync(cancellationToken);
        var days = await db.AccountDays
            .Where(d => d.FundCode == fund && d.Account == account && d.EffectiveOn >= first && d.EffectiveOn <= last)
            .Select(d => d.PostedOn).Distinct().Order().ToListAsync(cancellationToken);
        var (found, through) = (new List<JournalEntry>(), after);
        for (var step = 0; step < StepsMax; step++)
        {
            if (through >= end) return new(found, through, IsEnd: true);
            var day = await PostedOnAsync(db, fund, through + 1, cancellationToken) is { } posted ? days.FindIndex(d => d >= posted) : -1;
            if (day < 0) return new(found, through, IsEnd: true);
            through = await LastBeforeAsync(db, fund, days[day], through, end, cancellationToken) ?? through;
            var (from, upTo) = (through, Math.Min(through + StepLength, end));
            found.AddRange(await db.JournalEntries.AsNoTracking()
                .Where(e => e.FundCode == fund && e.Number > from && e.Number <= upTo && e.EffectiveOn >= first && e.EffectiveOn <= last
                    && e.Accounts.Contains(account))
                .OrderBy(e => e.Number).Take(limit - found.Count)
                .ToListAsync(cancellationToken));
            if (found.Count == limit) return new(found, found[^1].Number, IsEnd: false);
            through = upTo;
        }

        return new(found, through, IsEnd: false);
    }

    private static async Task<DateOnly?> PostedOnAsync(LedgerDb db, string fund, long number, CancellationToken cancellationToken)
    {
        var at = await db.JournalEntries.Where(e => e.FundCode == fund && e.Number == number)
            .Select(e => (DateTimeOffset?)e.PostedAt).SingleOrDefaultAsync(cancellationToken);
        return at is { } moment ? LondonTime.DateOf(moment) : null;
    }

    /// <summary>The last number posted before a day, none below <paramref name="after"/>; null: the numbers have a gap, and nothing can be halved.</summary>
    private static async Task<long?> LastBeforeAsync(
        LedgerDb db, string fund, DateOnly day, long after, long end, CancellationToken cancellationToken)
    {
        var start = LondonTime.StartOf(day).ToUniversalTime();
        var found = await db.Database.SqlQuery<long>($"""
            WITH RECURSIVE search (low, high) AS (
                SELECT {after}, {end} + 1
                UNION ALL
                SELECT CASE WHEN entry.posted_at < {start} THEN entry.number ELSE low END, CASE WHEN entry.posted_at < {start} THEN high ELSE entry.number END
                FROM search JOIN journal_entries AS entry ON entry.fund_code = {fund} AND entry.number = (low + high) / 2
                WHERE high - low > 1)
            SELECT low AS "Value" FROM search WHERE high - low <= 1
            """).ToListAsync(cancellationToken);
        return found.Count == 0 ? null : found[0];
    }
}

/// <summary>An account of a fund, and the days between which what is wanted takes effect.</summary>
internal sealed record AccountPath(string FundCode, string Account, DateOnly First, DateOnly Last);

/// <summary>Entries of an account in the order of their numbers.</summary>
/// <param name="Entries">Those found.</param>
/// <param name="Through">The number up to which the journal was looked at.</param>
/// <param name="IsEnd">There is nothing behind it.</param>
internal sealed record WalkedEntries(IReadOnlyList<JournalEntry> Entries, long Through, bool IsEnd);
