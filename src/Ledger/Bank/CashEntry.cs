using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>An entry as the bank would see it: what it moves the fund's cash by, when, and by whose hand.</summary>
/// <param name="Number">Its number in the fund's journal.</param>
/// <param name="Kind">What it is.</param>
/// <param name="EffectiveOn">The day of it.</param>
/// <param name="CashPence">Above zero came in.</param>
/// <param name="Source">The happening that it records.</param>
/// <param name="Narrative">What it says of itself.</param>
/// <param name="Partner">Who paid; null where it is no contribution.</param>
/// <param name="Reference">The partner's mark of the payment; null where it is no contribution.</param>
internal sealed record CashEntry(
    long Number, EntryKind Kind, DateOnly EffectiveOn, long CashPence, string Source, string Narrative, string? Partner, string? Reference);

/// <summary>A row of the entries that move a fund's cash, as the database reckons it.</summary>
internal sealed record CashRow(long Number, string Kind, DateOnly EffectiveOn, long CashPence, string Source, string Narrative);

/// <summary>Reads the entries that move a fund's cash. The database counts and adds them; nobody loads more than a bounded part.</summary>
internal static class CashEntries
{
    /// <summary>
    /// Those up to the end of a day that no bank line of that day or before is matched with. An entry and its reversal, which no bank ever saw, are left
    /// out.
    /// </summary>
    public static IQueryable<CashRow> Unseen(LedgerDb db, string fundCode, DateOnly day) => db.Database.SqlQuery<CashRow>($"""
        SELECT open.number AS "Number", open.kind AS "Kind", open.effective_on AS "EffectiveOn", open.pence AS "CashPence", open.source AS "Source",
            open.narrative AS "Narrative"
        FROM (
            WITH unseen AS MATERIALIZED (
                SELECT entry.number, entry.kind, entry.effective_on, entry.source, entry.narrative, cash.pence
                FROM journal_entries AS entry CROSS JOIN LATERAL (
                    SELECT sum(line.pence)::bigint AS pence FROM unnest(entry.accounts, entry.amounts_pence) AS line (account, pence)
                    WHERE line.account = {Account.Receipts}) AS cash
                WHERE entry.fund_code = {fundCode} AND entry.effective_on <= {day} AND {Account.Receipts} = ANY (entry.accounts) AND cash.pence <> 0
                    AND entry.effective_on IN (
                        SELECT effective_on FROM account_days WHERE fund_code = {fundCode} AND account = {Account.Receipts} AND effective_on <= {day})
                    AND NOT EXISTS (
                        SELECT FROM bank_matches AS match JOIN bank_lines AS line ON line.fund_code = match.fund_code AND line.number = match.line_number
                        WHERE match.fund_code = {fundCode} AND match.entry_number = entry.number AND match.undone_at IS NULL AND line.booked_on <= {day})),
            undone AS (
                SELECT mirror.number AS mirror, entry.number AS original
                FROM (SELECT number, substring(source FROM '^reversal:.*:([0-9]+)$')::bigint AS original FROM unseen WHERE kind = {nameof(EntryKind.Reversal)}) AS mirror
                JOIN unseen AS entry ON entry.number = mirror.original),
            gone AS (SELECT mirror AS number FROM undone UNION ALL SELECT original FROM undone)
            SELECT * FROM unseen WHERE NOT EXISTS (SELECT FROM gone WHERE gone.number = unseen.number)) AS open
        """);

    /// <summary>Those of the numbers given.</summary>
    public static async Task<List<CashEntry>> OfAsync(
        LedgerDb db, string fundCode, IReadOnlyCollection<long> numbers, CancellationToken cancellationToken)
    {
        var entries = await db.JournalEntries.AsNoTracking().Where(e => e.FundCode == fundCode && numbers.Contains(e.Number))
            .OrderBy(e => e.EffectiveOn).ThenBy(e => e.Number).ToListAsync(cancellationToken);
        return await TellAsync(
            db, [.. entries.Select(e => new CashRow(e.Number, e.Kind.ToString(), e.EffectiveOn, CashOf(e), e.Source, e.Narrative)).Where(row => row.CashPence != 0)],
            cancellationToken);
    }

    /// <summary>The oldest of the rows, with whose contribution each is.</summary>
    public static async Task<List<CashEntry>> OldestAsync(
        LedgerDb db, IQueryable<CashRow> rows, int max, CancellationToken cancellationToken) =>
        await TellAsync(db, await rows.OrderBy(row => row.EffectiveOn).ThenBy(row => row.Number).Take(max).ToListAsync(cancellationToken), cancellationToken);

    private static async Task<List<CashEntry>> TellAsync(LedgerDb db, List<CashRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => Contribution.IdIn(row.Source)).OfType<ContributionId>().ToList();
        var contributions = await db.Contributions.AsNoTracking().Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Source, StringComparer.Ordinal, cancellationToken);
        return rows.ConvertAll(row => new CashEntry(
            row.Number, Enum.Parse<EntryKind>(row.Kind), row.EffectiveOn, row.CashPence, row.Source, row.Narrative,
            contributions.GetValueOrDefault(row.Source)?.Partner, contributions.GetValueOrDefault(row.Source)?.Reference));
    }

    private static long CashOf(JournalEntry entry) =>
        entry.Lines.Where(line => line.Account == Account.Receipts).Sum(line => line.SignedPence);
}
