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
        var lines = await db.BankLines.AsNoTracking().Where(l => l.FundCode == code && l.BookedOn <= day)
            .OrderBy(l => l.BookedOn).ThenBy(l => l.Number).ToListAsync(cancellationToken);
        var entries = await CashEntries.ByAsync(db, code, day, cancellationToken);
        var matches = await db.BankMatches.AsNoTracking().Where(m => m.FundCode == code && m.UndoneAt == null).ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ReconciliationView.Of(code, day, ledger, lines, entries, matches));
    }
}
