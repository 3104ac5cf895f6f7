using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Virements;

/// <summary>What programmes may spend on a day: the agreed budgets and the virements whose day has come.</summary>
internal static class Budgets
{
    /// <summary>By programme, what virements brought less what they took, up to and including the day.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> MovedBudgetsAsync(
        this LedgerDb db, string fundCode, DateOnly asOf, CancellationToken cancellationToken)
    {
        var virements = await db.Virements.AsNoTracking()
            .Where(v => v.FundCode == fundCode && v.EffectiveOn <= asOf)
            .GroupBy(v => new { v.FromProgramme, v.ToProgramme })
            .Select(g => new { g.Key.FromProgramme, g.Key.ToProgramme, Pence = g.Sum(v => v.AmountPence) })
            .ToListAsync(cancellationToken);
        var moved = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var virement in virements)
        {
            moved[virement.FromProgramme] = checked(moved.GetValueOrDefault(virement.FromProgramme) - virement.Pence);
            moved[virement.ToProgramme] = checked(moved.GetValueOrDefault(virement.ToProgramme) + virement.Pence);
        }

        return moved;
    }

    /// <summary>What virements brought a programme up to the day, less all that they ever took: a move out counts from its decision.</summary>
    public static async Task<long> CertainMovesAsync(
        this LedgerDb db, string fundCode, string programme, DateOnly day, CancellationToken cancellationToken)
    {
        var gone = await db.Virements.Where(v => v.FundCode == fundCode && v.FromProgramme == programme)
            .SumAsync(v => v.AmountPence, cancellationToken);
        var come = await db.Virements.Where(v => v.FundCode == fundCode && v.ToProgramme == programme && v.EffectiveOn <= day)
            .SumAsync(v => v.AmountPence, cancellationToken);
        return checked(come - gone);
    }

    /// <summary>The most that a programme's budget is divided into, by neighbourhood or by provider.</summary>
    public static async Task<long> DividedBudgetAsync(
        this LedgerDb db, string fundCode, string programme, CancellationToken cancellationToken) =>
        await db.BudgetLines.Where(l => l.FundCode == fundCode && l.ProgrammeCode == programme)
            .GroupBy(l => l.Division).Select(g => (long?)g.Sum(l => l.AmountPence)).MaxAsync(cancellationToken) ?? 0;

    /// <summary>The programme's budget on the day; null: the fund has no such programme.</summary>
    public static async Task<long?> BudgetAsync(
        this LedgerDb db, string fundCode, string programme, DateOnly asOf, CancellationToken cancellationToken)
    {
        var agreed = await db.Funds.Where(f => f.Code == fundCode).SelectMany(f => f.Programmes)
            .Where(p => p.Code == programme).Select(p => (long?)p.BudgetPence).SingleOrDefaultAsync(cancellationToken);
        return agreed + (await db.MovedBudgetsAsync(fundCode, asOf, cancellationToken)).GetValueOrDefault(programme);
    }
}
