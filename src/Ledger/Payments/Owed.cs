using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Spending;
using IntegratedCare.Ledger.Years;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>A part of what an entry owes, to a provider of the directory or to the payee of a bill. Below zero where an entry takes back what an earlier one owed.</summary>
/// <remarks><c>FundCode</c> is the fund of the entry: the one that pays, or one of an earlier year that was closed into it.</remarks>
internal sealed record OwedItem(
    string FundCode, long EntryNumber, int Position, BillId BillId, Guid? ProviderId, string? Payee, long AmountPence);

/// <summary>What a fund owes that no payment run claims: of its own year, and of those that were closed into it; nothing once its own year is closed.</summary>
internal static class Owed
{
    /// <summary>How much one run pays: what is above it waits for the next.</summary>
    public const int ItemsMax = 5_000;

    public static readonly BillId NoBill;

    /// <summary>What each is owed that took effect up to the day, by provider of the directory and by payee of bills.</summary>
    public static async Task<(Dictionary<Guid, long> ByProvider, Dictionary<string, long> ByPayee)> SumsOwedAsync(
        this LedgerDb db, string fundCode, DateOnly until, CancellationToken cancellationToken)
    {
        var (byProvider, byPayee) = (new Dictionary<Guid, long>(), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var year in await db.YearsPaidByAsync(fundCode, cancellationToken))
        {
            foreach (var of in await Spent(db, year, until).GroupBy(a => a.ProviderId ?? Guid.Empty)
                .Select(of => new { of.Key, Pence = of.Sum(a => a.SpentPence) }).ToListAsync(cancellationToken))
                byProvider[of.Key] = byProvider.GetValueOrDefault(of.Key) + of.Pence;
            foreach (var of in await Billed(db, year, until).GroupBy(b => b.Payee)
                .Select(of => new { of.Key, Pence = of.Sum(b => b.AmountPence) }).ToListAsync(cancellationToken))
                byPayee[of.Key] = byPayee.GetValueOrDefault(of.Key) + of.Pence;
        }

        return (byProvider, byPayee);
    }

    /// <summary>
    /// The oldest parts that took effect up to the day, of earlier years first, that are owed to some, or to all others: what cannot be paid never
    /// stands before what can.
    /// </summary>
    public static async Task<List<OwedItem>> OwedAsync(
        this LedgerDb db, string fundCode, DateOnly until, IReadOnlyCollection<Payee> some, bool toOthers, CancellationToken cancellationToken)
    {
        var providers = some.Select(payee => payee.ProviderId).OfType<Guid>().ToList();
        var payees = some.Select(payee => payee.OrganisationCode).ToList();
        var owed = new List<OwedItem>();
        foreach (var year in await db.YearsPaidByAsync(fundCode, cancellationToken))
        {
            var parts = await OldestAsync(
                Spent(db, year, until).Where(a => providers.Contains(a.ProviderId ?? Guid.Empty) != toOthers),
                Billed(db, year, until).Where(b => payees.Contains(b.Payee) != toOthers), cancellationToken);
            owed.AddRange(parts.Take(ItemsMax - owed.Count));
        }

        return owed;
    }

    private static async Task<IEnumerable<OwedItem>> OldestAsync(
        IQueryable<Attribution> spent, IQueryable<Bill> billed, CancellationToken cancellationToken)
    {
        var parts = await spent.OrderBy(a => a.EntryNumber).ThenBy(a => a.Position).Take(ItemsMax).ToListAsync(cancellationToken);
        var bills = await billed.OrderBy(b => b.EntryNumber).ThenBy(b => b.Id).Take(ItemsMax).ToListAsync(cancellationToken);
        return parts.Select(a => new OwedItem(a.FundCode, a.EntryNumber, a.Position, NoBill, a.ProviderId, null, a.SpentPence))
            .Concat(bills.Select(b => new OwedItem(b.FundCode, b.EntryNumber, 0, b.Id, null, b.Payee, b.AmountPence)))
            .OrderBy(item => item.EntryNumber);
    }

    // A year's close moves balances, and what was undone is owed no more: neither owes anybody.
    private static IQueryable<Attribution> Spent(LedgerDb db, string fundCode, DateOnly until)
    {
        var none = NoBill;
        return db.Attributions.AsNoTracking()
            .Where(a => a.FundCode == fundCode && a.EffectiveOn <= until && a.ProviderId != null && a.SpentPence != 0
                && db.JournalEntries.Any(e => e.FundCode == fundCode && e.Number == a.EntryNumber && e.Accounts.Contains(Journal.Account.Payables)
                    && e.Kind != EntryKind.BroughtForward && e.Kind != EntryKind.CarriedForward)
                && !db.PaymentItems.Any(i => i.FundCode == fundCode && i.EntryNumber == a.EntryNumber && i.Position == a.Position && i.BillId == none));
    }

    private static IQueryable<Bill> Billed(LedgerDb db, string fundCode, DateOnly until) => db.Bills.AsNoTracking()
        .Where(b => b.FundCode == fundCode && !db.JournalEntries.Any(r => r.Source == "reversal:" + fundCode + ":" + b.EntryNumber)
            && db.JournalEntries.Any(e => e.FundCode == fundCode && e.Number == b.EntryNumber && e.EffectiveOn <= until)
            && !db.PaymentItems.Any(i => i.FundCode == fundCode && i.EntryNumber == b.EntryNumber && i.BillId == b.Id));
}
