using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Contributions;

/// <summary>Reads what a fund's schedule follows from.</summary>
internal static class Schedules
{
    /// <summary>The versions that had been agreed by the end of the day, in order. The first is the one on file from the start.</summary>
    public static async Task<IReadOnlyList<AgreedVersion>> AgreedByAsync(
        this LedgerDb db, string fundCode, DateOnly day, CancellationToken cancellationToken)
    {
        var end = LondonTime.StartOf(day < DateOnly.MaxValue ? day.AddDays(1) : day);
        var agreed = await (
            from effect in db.AgreementEffects
            join version in db.AgreementVersions.AsNoTracking()
                on new { effect.FundCode, effect.Version } equals new { version.FundCode, version.Version }
            where effect.FundCode == fundCode && (effect.Version == AgreementVersion.First || effect.AgreedAt < end)
            orderby effect.Version
            select new { Version = version, effect.InForceFrom }).ToListAsync(cancellationToken);
        return agreed.ConvertAll(each => new AgreedVersion(each.Version.Version, each.Version.Terms, each.InForceFrom));
    }

    /// <summary>What each partner has paid by the end of the day. A contribution that was reversed counts until its reversal.</summary>
    public static async Task<ILookup<string, Receipt>> ReceiptsAsync(
        this LedgerDb db, string fundCode, DateOnly day, CancellationToken cancellationToken)
    {
        var contributions = await db.Contributions.AsNoTracking()
            .Where(c => c.FundCode == fundCode && c.ValueDate <= day).ToListAsync(cancellationToken);
        var reversed = await ReversedAsync(db, fundCode, day, cancellationToken);
        return contributions.Where(c => !reversed.Contains(c.Source)).ToLookup(
            c => c.Partner,
            c => new Receipt(c.ValueDate, c.Id.Value.ToString(), c.AmountPence, c.Instalment),
            StringComparer.Ordinal);
    }

    /// <summary>The sources of the contributions that a reversal took back by the end of the day.</summary>
    public static async Task<HashSet<string>> ReversedAsync(
        LedgerDb db, string fundCode, DateOnly day, CancellationToken cancellationToken)
    {
        var entries = await db.JournalEntries.AsNoTracking()
            .Where(e => e.FundCode == fundCode && (e.Kind == EntryKind.Contribution || (e.Kind == EntryKind.Reversal && e.EffectiveOn <= day)))
            .Select(e => new { e.Number, e.Kind, e.Source })
            .ToListAsync(cancellationToken);
        var reversals = entries.Where(e => e.Kind == EntryKind.Reversal).Select(e => e.Source).ToHashSet(StringComparer.Ordinal);
        return entries.Where(e => e.Kind == EntryKind.Contribution && reversals.Contains($"reversal:{fundCode}:{e.Number}"))
            .Select(e => e.Source).ToHashSet(StringComparer.Ordinal);
    }
}
