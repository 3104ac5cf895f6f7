using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>What every use case of the bank does alike. The fund's journal is taken before its lines and matches.</summary>
internal sealed class BankDesk(LedgerDb db, TimeProvider time)
{
    /// <summary>The lines that no entry is matched with, oldest first.</summary>
    public Task<List<BankLine>> UnmatchedLinesAsync(string fundCode, CancellationToken cancellationToken) => db.BankLines.AsNoTracking()
        .Where(line => line.FundCode == fundCode
            && !db.BankMatches.Any(m => m.FundCode == fundCode && m.LineNumber == line.Number && m.UndoneAt == null))
        .OrderBy(line => line.BookedOn).ThenBy(line => line.Number)
        .ToListAsync(cancellationToken);

    /// <summary>Matches what leaves no doubt, to be stored by the caller's <c>SaveChanges</c>.</summary>
    /// <returns>How many lines were matched, and how many are left.</returns>
    public async Task<(int Matched, int Left)> MatchAsync(Fund fund, string by, CancellationToken cancellationToken)
    {
        var lines = await UnmatchedLinesAsync(fund.Code, cancellationToken);
        var entries = await CashEntries.UnmatchedAsync(db, fund.Code, cancellationToken);
        var matches = new Matcher(fund.Partners).Match(lines, entries);
        foreach (var match in matches) Add(match.Line, match.Entry, match.Basis, match.Explanation, by);
        return (matches.Count, lines.Count - matches.Count);
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
