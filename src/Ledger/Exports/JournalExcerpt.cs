using System.Data;
using IntegratedCare.Ledger.Funds;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Exports;

/// <summary>A part of a fund's journal between two effective days, up to an entry: what stands around its entries in a file.</summary>
/// <param name="FundCode">The fund.</param>
/// <param name="FundName">What it is called.</param>
/// <param name="From">The first effective day; null: the books from their beginning.</param>
/// <param name="To">The last effective day; null: all that is posted.</param>
/// <param name="LastNumber">The journal's last entry at the moment of reading: what is posted later is left out.</param>
/// <param name="LastHash">That entry's hash.</param>
/// <param name="OpensOn">A day on which every account is open before its first line.</param>
/// <param name="ClosesOn">The day whose end the closing balances are of.</param>
/// <param name="Accounts">In the order of their names.</param>
internal sealed record JournalExcerpt(
    string FundCode, string FundName, DateOnly? From, DateOnly? To, long LastNumber, byte[] LastHash,
    DateOnly OpensOn, DateOnly ClosesOn, IReadOnlyList<AccountEnds> Accounts)
{

    public IEnumerable<AccountEnds> Opening => Accounts.Where(account => account.OpeningPence != 0);

    /// <summary>The excerpt of one moment. Entries never change, so those up to its last number can be read afterwards, at leisure.</summary>
    public static async Task<JournalExcerpt> ReadAsync(
        LedgerDb db, Fund fund, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var head = await db.JournalHeads.AsNoTracking().SingleAsync(h => h.FundCode == fund.Code, cancellationToken);
        var (first, last) = (from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
        var accounts = await db.AccountDays.Where(d => d.FundCode == fund.Code && d.EffectiveOn <= last)
            .GroupBy(d => d.Account)
            .Select(account => new
            {
                account.Key,
                Opening = account.Sum(d => d.EffectiveOn < first ? d.DebitsPence - d.CreditsPence : 0),
                Closing = account.Sum(d => d.DebitsPence - d.CreditsPence),
                First = account.Min(d => d.EffectiveOn),
                Last = account.Max(d => d.EffectiveOn),
            })
            .ToListAsync(cancellationToken);
        await moment.CommitAsync(cancellationToken);

        var begins = accounts.Count == 0 ? fund.FinancialYear.FirstDay : accounts.Min(account => account.First);
        var ends = accounts.Count == 0 ? fund.FinancialYear.FirstDay : accounts.Max(account => account.Last);
        return new(fund.Code, fund.Name, from, to, head.LastNumber, head.LastHash,
            from?.AddDays(-1) ?? begins, to ?? (from > ends ? from.Value : ends),
            [.. accounts.OrderBy(account => account.Key, StringComparer.Ordinal)
                .Select(account => new AccountEnds(account.Key, account.Opening, account.Closing))]);
    }
}

/// <summary>An account's debits less its credits, in pence, before an excerpt's first day and at its end.</summary>
internal sealed record AccountEnds(string Account, long OpeningPence, long ClosingPence);
