using System.Data;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Books;

/// <summary>Reads the journals of the caller's funds and says whether it still is what was posted; a sound one gets a checkpoint at its end.</summary>
/// <remarks>
/// <c>sinceLast</c> reads the entries since each journal was last found sound, and the sums that they must lead to: quick however long the journal,
/// and blind to what was changed before. The whole reads every entry from the first, and finds whatever was changed.
/// </remarks>
internal static class VerifyJournal
{
    public static async Task<Ok<VerificationView>> Handle(
        bool? sinceLast, Caller caller, Purpose purpose, LedgerDb db, VerificationTurns turns, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(await (sinceLast is true ? turns.SinceLast : turns.Whole).TakeAsync(
            async () =>
            {
                db.RecordAccess(caller, purpose, "journal.verify", "journal", "all");
                await db.SaveChangesAsync(cancellationToken);
                return await RunAsync(db, caller, sinceLast ?? false, time, cancellationToken);
            },
            cancellationToken));

    private static async Task<VerificationView> RunAsync(
        LedgerDb db, Caller caller, bool sinceLast, TimeProvider time, CancellationToken cancellationToken)
    {
        var (entries, sound) = (0L, new List<Checkpoint>());
        // One snapshot: an entry posted meanwhile is neither missing nor too many.
        await using (await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken))
        {
            var funds = await db.JournalHeads.Select(head => head.FundCode)
                .Union(db.JournalEntries.Select(entry => entry.FundCode))
                .Union(db.AccountDays.Select(day => day.FundCode))
                .Union(db.AccountBalances.Select(balance => balance.FundCode))
                .ToListAsync(cancellationToken);
            // What is wrong with the books of a fund is its partners' business. Books without a fund are what an intruder left: everybody's.
            var others = await db.Funds.Where(fund => !db.FundsOf(caller).Any(own => own.Code == fund.Code))
                .Select(fund => fund.Code).ToListAsync(cancellationToken);
            foreach (var fund in funds.Except(others).Order(StringComparer.Ordinal))
            {
                var from = sinceLast ? await LastCheckpointAsync(db, fund, cancellationToken) : null;
                var check = new ChainCheck(fund, from);
                var found = await FindBreakAsync(db, fund, check, cancellationToken);
                entries += check.LastNumber - (from?.Number ?? 0);
                if (found is not null) return new(entries, Intact: false, found);
                if (check.LastNumber > (from?.Number ?? 0)) sound.Add(check.Checkpoint(time.GetUtcNow()));
            }
        }

        await KeepAsync(db, sound, cancellationToken);
        return new(entries, Intact: true, FirstBroken: null);
    }

    private static async Task<Break?> FindBreakAsync(LedgerDb db, string fund, ChainCheck check, CancellationToken cancellationToken)
    {
        // One chunk is checked while the next is on its way.
        var checking = Task.FromResult<Break?>(null);
        await foreach (var chunk in StoredEntries.ReadAsync(db, fund, check.LastNumber, cancellationToken))
        {
            if (await checking is { } found) return found;
            checking = Task.Run(() => chunk.Select(check.Take).FirstOrDefault(broken => broken is not null), cancellationToken);
        }

        if (await checking is { } last) return last;
        var head = await db.JournalHeads.AsNoTracking().SingleOrDefaultAsync(h => h.FundCode == fund, cancellationToken);
        return check.End(head) ?? check.Compare(
            await db.AccountDays.AsNoTracking().Where(day => day.FundCode == fund).ToListAsync(cancellationToken),
            await db.AccountBalances.AsNoTracking().Where(balance => balance.FundCode == fund).ToListAsync(cancellationToken));
    }

    private static Task<Checkpoint?> LastCheckpointAsync(LedgerDb db, string fund, CancellationToken cancellationToken) =>
        db.Checkpoints.AsNoTracking().Where(checkpoint => checkpoint.FundCode == fund)
            .OrderByDescending(checkpoint => checkpoint.Number).FirstOrDefaultAsync(cancellationToken);

    // Two who verify at once come to the same place.
    private static async Task KeepAsync(LedgerDb db, IReadOnlyList<Checkpoint> sound, CancellationToken cancellationToken)
    {
        foreach (var c in sound)
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO journal_checkpoints (fund_code, number, hash, verified_at, accounts, debits_pence, credits_pence)
                VALUES ({c.FundCode}, {c.Number}, {c.Hash}, {c.VerifiedAt.UtcDateTime}, {c.Accounts}, {c.DebitsPence}, {c.CreditsPence}) ON CONFLICT DO NOTHING
                """, cancellationToken);
    }
}

/// <param name="Entries">How many entries were read and found sound; reading stops at the first that is not.</param>
/// <param name="Intact">True: every entry and balance read is what was posted.</param>
/// <param name="FirstBroken">Absent: nothing is broken.</param>
public sealed record VerificationView(long Entries, bool Intact, Break? FirstBroken);
