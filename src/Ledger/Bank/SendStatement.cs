using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>The host sends in a file of the bank. Movements that an earlier file had are known again, so the same file twice changes nothing.</summary>
internal static class SendStatement
{
    public static async Task<Results<Created<StatementView>, Ok<StatementView>>> Handle(
        string code, HttpRequest http, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, BankDesk desk, TimeProvider time,
        CancellationToken cancellationToken)
    {
        // Whoever sends slowly holds no connection, and nobody but the host sends this ledger megabytes.
        var bytes = await BankUpload.ReadAsync(code, http, caller, db, cancellationToken);
        var now = time.GetUtcNow();
        var rows = BankFile.Read(bytes, LondonTime.DateOf(now));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        var (fund, _) = await desk.TakeAsync(code, caller, bookkeeper, cancellationToken);
        var id = BankStatementId.New();
        var lines = await NewLinesAsync(db, rows, code, id, cancellationToken);
        if (lines.Count == 0)
        {
            var left = await BankDesk.UnmatchedLines(db, code).CountAsync(cancellationToken);
            return TypedResults.Ok(new StatementView(null, rows.Count, NewLines: 0, rows.Count, Matched: 0, left));
        }

        db.BankStatements.Add(new() { Id = id, FundCode = code, LineCount = rows.Count, NewLineCount = lines.Count, SentBy = caller.Subject, SentAt = now });
        db.BankLines.AddRange(lines);
        db.RecordAccess(caller, purpose, "bank-statement.send", "bank-statement", $"{code}/{id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        var (matched, unmatched) = await desk.MatchAsync(fund, caller.Subject, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/ledger/funds/{code}/bank/worklist",
            new StatementView(id.Value, rows.Count, lines.Count, rows.Count - lines.Count, matched, unmatched));
    }

    private static async Task<List<BankLine>> NewLinesAsync(
        LedgerDb db, IReadOnlyList<BankRow> rows, string code, BankStatementId id, CancellationToken cancellationToken)
    {
        var known = await db.BankLines.Where(line => line.FundCode == code)
            .Select(line => line.LineHash).ToListAsync(cancellationToken);
        var seen = known.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var number = known.Count;
        var occurrences = new Dictionary<BankRow, int>();
        var lines = new List<BankLine>();
        foreach (var row in rows)
        {
            var occurrence = occurrences[row] = occurrences.GetValueOrDefault(row) + 1;
            if (!seen.Contains(Convert.ToHexString(BankLine.HashOf(row, occurrence)))) lines.Add(BankLine.Of(row, occurrence, code, ++number, id));
        }

        return lines;
    }
}

/// <summary>What a file came to. Without <c>StatementId</c> every movement was known, and nothing was changed.</summary>
public sealed record StatementView(Guid? StatementId, int Lines, int NewLines, int KnownLines, int Matched, int Unmatched);
