using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Years;

/// <summary>To whom belongs what goes to the next fund: providers and neighbourhoods go with it.</summary>
internal static class OpenAttributions
{
    /// <summary>Takes from the old fund, and gives to the next, what is set aside and what was spent after the year's last day.</summary>
    public static async Task MoveAsync(LedgerDb db, YearClose close, DateOnly lastDay, CancellationToken cancellationToken)
    {
        if (close.EntryNumbers.Count == 0) return;
        var (number, nextNumber) = (close.EntryNumbers[^1], close.NextEntryNumbers[^1]);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO attributions (fund_code, entry_number, position, programme_code, provider_id, neighbourhood_code, effective_on,
                committed_pence, spent_pence)
            SELECT entry.fund_code, entry.number, row_number() OVER (
                    PARTITION BY entry.fund_code ORDER BY going.programme_code, going.provider_id, going.neighbourhood_code),
                going.programme_code, going.provider_id, going.neighbourhood_code, {close.EffectiveOn},
                entry.sign * going.committed, entry.sign * going.spent
            FROM (SELECT programme_code, provider_id, neighbourhood_code, sum(committed_pence)::bigint AS committed,
                    coalesce(sum(spent_pence) FILTER (WHERE effective_on > {lastDay}), 0)::bigint AS spent
                FROM attributions WHERE fund_code = {close.FundCode} GROUP BY 1, 2, 3) AS going,
                (VALUES ({close.FundCode}, {number}, -1), ({close.NextFundCode}, {nextNumber}, 1)) AS entry (fund_code, number, sign)
            WHERE going.committed <> 0 OR going.spent <> 0
            """, cancellationToken);
    }
}
