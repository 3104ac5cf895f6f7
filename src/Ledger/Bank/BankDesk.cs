using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>What every use case of the bank does alike. The fund's journal is taken before its lines and matches.</summary>
internal sealed class BankDesk(LedgerDb db, TimeProvider time)
{
    /// <summary>More movements and entries of one amount than this are left to a person: any of them could be any other.</summary>
    private const int SameAmountMax = 1_000;

    /// <summary>How many movements and entries are looked at when a file is sent in: those of the amounts that were sent in last.</summary>
    private const int ItemsMax = 20_000;

    /// <summary>The lines that no entry is matched with.</summary>
    public static IQueryable<BankLine> UnmatchedLines(LedgerDb db, string fundCode) => db.BankLines.AsNoTracking()
        .Where(line => line.FundCode == fundCode
            && !db.BankMatches.Any(m => m.FundCode == fundCode && m.LineNumber == line.Number && m.UndoneAt == null));

    /// <summary>Matches what leaves no doubt, to be stored by the caller's <c>SaveChanges</c>.</summary>
    /// <returns>How many lines were matched, and how many are left.</returns>
    public async Task<(int Matched, int Left)> MatchAsync(Fund fund, string by, CancellationToken cancellationToken)
    {
        var amounts = await AmountsInBothAsync(fund.Code, cancellationToken);
        var lines = await UnmatchedLines(db, fund.Code).Where(line => amounts.Contains(line.AmountPence)).ToListAsync(cancellationToken);
        var entries = await CashEntries.OldestAsync(
            db, CashEntries.Unseen(db, fund.Code, DateOnly.MaxValue).Where(row => amounts.Contains(row.CashPence)), ItemsMax, cancellationToken);
        var matches = new Matcher(fund.Partners).Match(lines, entries);
        foreach (var match in matches) Add(match.Line, match.Entry, match.Basis, match.Explanation, by);
        return (matches.Count, await UnmatchedLines(db, fund.Code).CountAsync(cancellationToken) - matches.Count);
    }

    /// <summary>The amounts of which there are both movements and entries, whole: what is left out of one amount would make another look like the only one.</summary>
    private async Task<List<long>> AmountsInBothAsync(string fundCode, CancellationToken cancellationToken)
    {
        var lines = UnmatchedLines(db, fundCode).GroupBy(line => line.AmountPence)
            .Select(same => new { Pence = same.Key, Count = same.Count(), Newest = same.Max(line => line.Number) });
        var entries = CashEntries.Unseen(db, fundCode, DateOnly.MaxValue).GroupBy(row => row.CashPence)
            .Select(same => new { Pence = same.Key, Count = same.Count() });
        var amounts = await lines.Join(entries, l => l.Pence, e => e.Pence, (l, e) => new { l.Pence, Count = l.Count + e.Count, l.Newest })
            .Where(amount => amount.Count <= SameAmountMax)
            .OrderByDescending(amount => amount.Newest).Take(ItemsMax)
            .ToListAsync(cancellationToken);
        var count = 0;
        return [.. amounts.TakeWhile(amount => (count += amount.Count) <= ItemsMax).Select(amount => amount.Pence)];
    }

    /// <summary>The line, if nothing is matched with it.</summary>
    public async Task<BankLine> OpenLineAsync(string fundCode, int number, CancellationToken cancellationToken)
    {
        var line = await db.BankLines.AsNoTracking().SingleOrDefaultAsync(l => l.FundCode == fundCode && l.Number == number, cancellationToken)
            ?? throw new DomainException(BankErrors.LineUnknown);
        return await db.BankMatches.AnyAsync(m => m.FundCode == fundCode && m.LineNumber == number && m.UndoneAt == null, cancellationToken)
            ? throw new DomainException(BankErrors.LineMatched)
            : line;
    }

    public void Add(BankLine line, CashEntry entry, MatchBasis basis, string explanation, string by) => db.BankMatches.Add(new()
    {
        Id = BankMatchId.New(),
        FundCode = line.FundCode,
        LineNumber = line.Number,
        EntryNumber = entry.Number,
        AmountPence = entry.CashPence,
        Basis = basis,
        Explanation = explanation.Length > BankMapping.ReasonLengthMax ? explanation[..BankMapping.ReasonLengthMax] : explanation,
        MatchedBy = by,
        MatchedAt = time.GetUtcNow(),
    });

    /// <summary>The fund whose journal is now the caller's, or the refusal where their organisation does not host it.</summary>
    public async Task<(Fund Fund, JournalHead Head)> TakeAsync(
        string code, Kernel.Auth.Caller caller, Bookkeeper bookkeeper, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        return (await db.HostedFundAsync(code, caller, cancellationToken), head);
    }
}
