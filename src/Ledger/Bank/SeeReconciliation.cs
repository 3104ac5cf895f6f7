using System.Data;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Proves the fund's cash at the end of a day from the bank's balance, item by item.</summary>
internal static class SeeReconciliation
{
    public static async Task<Ok<ReconciliationView>> Handle(
        string code, DateOnly? asOf, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        await db.HostedFundAsync(code, caller, cancellationToken);
        // Before the snapshot, in which the audit's chain could not go on from what others commit meanwhile.
        db.RecordAccess(caller, purpose, "bank-reconciliation.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);

        // One snapshot: what is posted or sent in meanwhile stands on both sides or on neither.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var ledger = await db.AccountDays.Where(d => d.FundCode == code && d.Account == Account.Receipts && d.EffectiveOn <= day)
            .SumAsync(d => d.DebitsPence - d.CreditsPence, cancellationToken);
        var lines = db.BankLines.Where(l => l.FundCode == code && l.BookedOn <= day);
        var bank = await lines.SumAsync(l => l.AmountPence, cancellationToken);
        // A match counts where both its sides are of the day or before; a line's entries of later days are not in this cash yet.
        var beyond = lines
            .Select(l => new
            {
                Line = l,
                Pence = l.AmountPence - db.BankMatches
                    .Where(m => m.FundCode == code && m.LineNumber == l.Number && m.UndoneAt == null
                        && db.JournalEntries.Any(e => e.FundCode == code && e.Number == m.EntryNumber && e.EffectiveOn <= day))
                    .Sum(m => m.AmountPence),
            })
            .Where(l => l.Pence != 0);
        var lineSum = await beyond.GroupBy(_ => 1).Select(all => new ItemsSum(all.Count(), all.Sum(l => l.Pence))).SingleOrDefaultAsync(cancellationToken);
        var lineItems = await beyond.OrderBy(l => l.Line.BookedOn).ThenBy(l => l.Line.Number).Take(ReconciliationView.ItemsMax)
            .Select(l => new LineItemView(l.Line.Number, l.Line.BookedOn, l.Pence, l.Line.Reference, l.Line.Payer)).ToListAsync(cancellationToken);
        var unseen = CashEntries.Unseen(db, code, day);
        var entrySum = await unseen.GroupBy(_ => 1).Select(all => new ItemsSum(all.Count(), all.Sum(e => e.CashPence))).SingleOrDefaultAsync(cancellationToken);
        var entries = await CashEntries.OldestAsync(db, unseen, ReconciliationView.ItemsMax, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ReconciliationView.Of(
            code, day, ledger, bank, (entrySum ?? ItemsSum.None, entries), (lineSum ?? ItemsSum.None, lineItems)));
    }
}
