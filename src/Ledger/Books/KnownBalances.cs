using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>What stands on accounts at the end of a day, as it is known now or was known at an earlier moment.</summary>
internal static class KnownBalances
{
    /// <summary>Every account of the funds, by fund and name.</summary>
    /// <param name="db">The ledger.</param>
    /// <param name="funds">The funds' codes.</param>
    /// <param name="asOf">The day up to which entries take effect.</param>
    /// <param name="knownAt">The moment up to which they were posted; null: all that are.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<IReadOnlyList<KnownBalance>> BalancesAsync(
        this LedgerDb db, string[] funds, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        var moment = knownAt?.ToUniversalTime();
        // Entries of earlier days of posting are in the sums; those of the moment's own day are read one by one.
        var postedBefore = moment is { } at ? LondonTime.DateOf(at) : DateOnly.MaxValue;
        var days = await db.AccountDays
            .Where(d => funds.Contains(d.FundCode) && d.EffectiveOn <= asOf && d.PostedOn < postedBefore)
            .GroupBy(d => new { d.FundCode, d.Account })
            .Select(a => new KnownBalance(a.Key.FundCode, a.Key.Account, a.Sum(d => d.DebitsPence), a.Sum(d => d.CreditsPence)))
            .ToListAsync(cancellationToken);
        if (moment is { } known)
            days.AddRange(await ThatDayAsync(db, funds, asOf, LondonTime.StartOf(postedBefore).ToUniversalTime(), known, cancellationToken));
        return
        [
            .. days.GroupBy(d => (d.FundCode, d.Account))
                .Select(a => new KnownBalance(a.Key.FundCode, a.Key.Account, a.Sum(d => d.DebitsPence), a.Sum(d => d.CreditsPence)))
                .OrderBy(a => a.FundCode, StringComparer.Ordinal).ThenBy(a => a.Account, StringComparer.Ordinal),
        ];
    }

    private static Task<List<KnownBalance>> ThatDayAsync(
        LedgerDb db, string[] funds, DateOnly asOf, DateTimeOffset start, DateTimeOffset known, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<KnownBalance>($"""
            SELECT entry.fund_code AS "FundCode", line.account AS "Account",
                coalesce(sum(line.pence) FILTER (WHERE line.pence > 0), 0)::bigint AS "DebitsPence",
                coalesce(-sum(line.pence) FILTER (WHERE line.pence < 0), 0)::bigint AS "CreditsPence"
            FROM journal_entries AS entry CROSS JOIN LATERAL unnest(entry.accounts, entry.amounts_pence) AS line (account, pence)
            WHERE entry.fund_code = ANY ({funds}) AND entry.posted_at >= {start} AND entry.posted_at <= {known} AND entry.effective_on <= {asOf}
            GROUP BY entry.fund_code, line.account
            """).ToListAsync(cancellationToken);
}

/// <summary>An account's debits and credits.</summary>
internal sealed record KnownBalance(string FundCode, string Account, long DebitsPence, long CreditsPence);
