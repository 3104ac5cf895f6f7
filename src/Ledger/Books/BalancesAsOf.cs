using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>What a fund's accounts hold.</summary>
internal static class BalancesAsOf
{
    /// <summary>Debits less credits of every account of the fund at the end of the day, by the days on which postings take effect.</summary>
    public static async Task<Dictionary<string, long>> BalancesAsync(
        this LedgerDb db, string fundCode, DateOnly day, CancellationToken cancellationToken) =>
        await db.AccountDays
            .Where(d => d.FundCode == fundCode && d.EffectiveOn <= day)
            .GroupBy(d => d.Account)
            .Select(account => new { account.Key, Pence = account.Sum(d => d.DebitsPence - d.CreditsPence) })
            .ToDictionaryAsync(account => account.Key, account => account.Pence, StringComparer.Ordinal, cancellationToken);
}
