using System.Data;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>Reads every journal from its first entry and says whether it still is what was posted.</summary>
internal static class VerifyJournal
{
    public static async Task<Ok<VerificationView>> Handle(
        Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        db.RecordAccess(caller, purpose, "journal.verify", "journal", "all");
        await db.SaveChangesAsync(cancellationToken);

        // One snapshot: an entry posted meanwhile is neither missing nor too many.
        await using var transaction =
            await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var funds = await db.JournalHeads.Select(head => head.FundCode)
            .Union(db.JournalEntries.Select(entry => entry.FundCode))
            .Union(db.JournalLines.Select(line => line.FundCode))
            .Union(db.AccountDays.Select(day => day.FundCode))
            .ToListAsync(cancellationToken);

        var entries = 0L;
        foreach (var fund in funds.Order(StringComparer.Ordinal))
        {
            var check = new ChainCheck(fund);
            var found = await FindBreakAsync(db, fund, check, cancellationToken);
            entries += check.LastNumber;
            if (found is not null) return TypedResults.Ok(new VerificationView(entries, Intact: false, found));
        }

        return TypedResults.Ok(new VerificationView(entries, Intact: true, FirstBroken: null));
    }

    private static async Task<Break?> FindBreakAsync(
        LedgerDb db, string fund, ChainCheck check, CancellationToken cancellationToken)
    {
        var entries = db.JournalEntries.AsNoTracking().Include(entry => entry.Lines)
            .Where(entry => entry.FundCode == fund).OrderBy(entry => entry.Number).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
            if (check.Take(entry) is { } found) return found;

        var head = await db.JournalHeads.AsNoTracking()
            .SingleOrDefaultAsync(h => h.FundCode == fund, cancellationToken);
        if (check.End(head) is { } atEnd) return atEnd;

        var stray = await db.JournalLines
            .Where(line => line.FundCode == fund
                && !db.JournalEntries.Any(entry => entry.FundCode == fund && entry.Number == line.EntryNumber))
            .MinAsync(line => (long?)line.EntryNumber, cancellationToken);
        if (stray is { } number) return new(fund, number, BreakReason.LineWithoutEntry);

        return check.Compare(
            await db.AccountDays.AsNoTracking().Where(day => day.FundCode == fund).ToListAsync(cancellationToken));
    }
}

/// <param name="Entries">How many entries were read and found sound; reading stops at the first that is not.</param>
/// <param name="Intact">True: every entry, line and balance is what was posted.</param>
/// <param name="FirstBroken">Absent: nothing is broken.</param>
public sealed record VerificationView(long Entries, bool Intact, Break? FirstBroken);
