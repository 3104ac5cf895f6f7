using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Years;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>A part of what an entry owes, to a provider of the directory or to the payee of a bill. Below zero where an entry takes back what an earlier one owed.</summary>
/// <remarks><c>FundCode</c> is the fund of the entry: the one that pays, or one of an earlier year that was closed into it.</remarks>
internal sealed record OwedItem(
    string FundCode, long EntryNumber, int Position, BillId BillId, Guid? ProviderId, string? Payee, long AmountPence);

/// <summary>What a fund owes that no payment run claims.</summary>
internal static class Owed
{
    /// <summary>How much one run pays: what is above it waits for the next.</summary>
    public const int ItemsMax = 5_000;

    public static readonly BillId NoBill;

    /// <summary>The oldest parts that took effect up to the day, of earlier years first; nothing of a fund whose year is closed, which pays no more.</summary>
    public static async Task<List<OwedItem>> OwedAsync(this LedgerDb db, string fundCode, DateOnly until, CancellationToken cancellationToken)
    {
        var owed = new List<OwedItem>();
        foreach (var year in await db.YearsPaidByAsync(fundCode, cancellationToken))
            owed.AddRange((await OfYearAsync(db, year, until, cancellationToken)).Take(ItemsMax - owed.Count));
        return owed;
    }

    /// <summary>A year's close moves balances, and what was undone is owed no more: neither owes anybody.</summary>
    private static async Task<IEnumerable<OwedItem>> OfYearAsync(LedgerDb db, string fundCode, DateOnly until, CancellationToken cancellationToken)
    {
        var none = NoBill;
        var spent = await db.Attributions.AsNoTracking()
            .Where(a => a.FundCode == fundCode && a.EffectiveOn <= until && a.ProviderId != null && a.SpentPence != 0
                && db.JournalEntries.Any(e => e.FundCode == fundCode && e.Number == a.EntryNumber && e.Accounts.Contains(Journal.Account.Payables)
                    && e.Kind != EntryKind.BroughtForward && e.Kind != EntryKind.CarriedForward)
                && !db.PaymentItems.Any(i => i.FundCode == fundCode && i.EntryNumber == a.EntryNumber && i.Position == a.Position && i.BillId == none))
            .OrderBy(a => a.EntryNumber).ThenBy(a => a.Position).Take(ItemsMax)
            .Select(a => new OwedItem(fundCode, a.EntryNumber, a.Position, none, a.ProviderId, null, a.SpentPence))
            .ToListAsync(cancellationToken);
        var billed = await db.Bills.AsNoTracking()
            .Where(b => b.FundCode == fundCode && !db.JournalEntries.Any(r => r.Source == "reversal:" + fundCode + ":" + b.EntryNumber)
                && db.JournalEntries.Any(e => e.FundCode == fundCode && e.Number == b.EntryNumber && e.EffectiveOn <= until)
                && !db.PaymentItems.Any(i => i.FundCode == fundCode && i.EntryNumber == b.EntryNumber && i.BillId == b.Id))
            .OrderBy(b => b.EntryNumber).ThenBy(b => b.Id).Take(ItemsMax)
            .ToListAsync(cancellationToken);
        return spent.Concat(billed.Select(b => new OwedItem(fundCode, b.EntryNumber, 0, b.Id, null, b.Payee, b.AmountPence)))
            .OrderBy(item => item.EntryNumber);
    }
}
