using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Forecasts;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Virements;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Spending;

/// <summary>Where a fund's money went: budget, virements, committed, spent, available and forecast by programme, neighbourhood or provider.</summary>
internal static class SeeSpending
{
    public static async Task<Ok<SpendingView>> Handle(
        string code, [Required, RegularExpression("^(programme|neighbourhood|provider)$")] string by, DateOnly? asOf, Caller caller, Purpose purpose,
        LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var day = asOf ?? LondonTime.DateOf(time.GetUtcNow());
        var programmes = await ProgrammesAsync(db, fund, day, cancellationToken);
        var total = Total(programmes);
        var parts = by == "programme"
            ? programmes
            : await AttributedAsync(
                db, fund, day, by == "provider" ? SpendingDivision.Provider : SpendingDivision.Neighbourhood, total, cancellationToken);
        db.RecordAccess(caller, purpose, "spending.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new SpendingView(code, by, day, total, parts));
    }

    private static async Task<List<SpendingPartView>> ProgrammesAsync(
        LedgerDb db, Fund fund, DateOnly day, CancellationToken cancellationToken)
    {
        var balances = await db.AccountDays.Where(d => d.FundCode == fund.Code && d.EffectiveOn <= day)
            .GroupBy(d => d.Account)
            .Select(g => new { g.Key, Pence = g.Sum(d => d.DebitsPence - d.CreditsPence) })
            .ToDictionaryAsync(a => a.Key, a => a.Pence, StringComparer.Ordinal, cancellationToken);
        var moved = await db.MovedBudgetsAsync(fund.Code, day, cancellationToken);
        var timeline = Timeline.Of(fund.FinancialYear, day);
        return fund.Programmes.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p =>
        {
            var committed = balances.GetValueOrDefault(Account.Commitments(p.Code));
            var spent = balances.GetValueOrDefault(Account.Expenditure(p.Code));
            var budget = p.BudgetPence + moved.GetValueOrDefault(p.Code);
            return new SpendingPartView(p.Code, p.Name, p.BudgetPence, moved.GetValueOrDefault(p.Code), budget, committed, spent,
                budget - committed - spent, timeline is null ? null : Forecast.RunRate(spent, timeline).OutturnPence);
        }).ToList();
    }

    private static SpendingPartView Total(List<SpendingPartView> programmes) => new(
        null, null, programmes.Sum(p => p.AgreedPence), programmes.Sum(p => p.VirementsPence), programmes.Sum(p => p.BudgetPence),
        programmes.Sum(p => p.CommittedPence), programmes.Sum(p => p.SpentPence), programmes.Sum(p => p.AvailablePence),
        programmes.TrueForAll(p => p.ForecastPence is not null) ? programmes.Sum(p => p.ForecastPence) : null);

    private static async Task<List<SpendingPartView>> AttributedAsync(
        LedgerDb db, Fund fund, DateOnly day, SpendingDivision division, SpendingPartView total, CancellationToken cancellationToken)
    {
        var sums = await SumsAsync(db, fund.Code, day, division, cancellationToken);
        var budgets = await db.BudgetLines.Where(l => l.FundCode == fund.Code && l.Division == division)
            .GroupBy(l => l.Part).Select(g => new { g.Key, Pence = g.Sum(l => l.AmountPence) })
            .ToDictionaryAsync(b => b.Key, b => b.Pence, StringComparer.Ordinal, cancellationToken);
        var names = division == SpendingDivision.Provider ? await NamesAsync(db, cancellationToken) : [];
        var rows = sums.Keys.Union(budgets.Keys).Order(StringComparer.Ordinal)
            .Select(part => (Part: (string?)part, Sum: sums.GetValueOrDefault(part), Budget: budgets.TryGetValue(part, out var pence) ? pence : (long?)null))
            .ToList();
        // What no booking or order attributes, so that the parts are the whole.
        rows.Add((null, (total.CommittedPence - rows.Sum(r => r.Sum.Committed), total.SpentPence - rows.Sum(r => r.Sum.Spent)),
            total.BudgetPence - rows.Sum(r => r.Budget ?? 0)));
        var rests = Timeline.Of(fund.FinancialYear, day) is { } time && total.ForecastPence is { } outturn
            ? Forecast.Split(outturn - total.SpentPence, [.. rows.Select(r => r.Sum.Spent)], time.DaysRemaining, time.DaysElapsed)
            : null;
        return rows.Select((row, index) => new SpendingPartView(
            row.Part, row.Part is null ? null : names.GetValueOrDefault(row.Part), row.Budget, null, row.Budget, row.Sum.Committed, row.Sum.Spent,
            row.Budget - row.Sum.Committed - row.Sum.Spent, rests is null ? null : row.Sum.Spent + rests[index])).ToList();
    }

    private static async Task<Dictionary<string, (long Committed, long Spent)>> SumsAsync(
        LedgerDb db, string fund, DateOnly day, SpendingDivision division, CancellationToken cancellationToken)
    {
        var parts = db.Attributions.Where(a => a.FundCode == fund && a.EffectiveOn <= day);
        if (division == SpendingDivision.Provider)
            return await parts.Where(a => a.ProviderId != null).GroupBy(a => a.ProviderId)
                .Select(g => new { g.Key, Committed = g.Sum(a => a.CommittedPence), Spent = g.Sum(a => a.SpentPence) })
                .ToDictionaryAsync(s => s.Key.GetValueOrDefault().ToString(), s => (s.Committed, s.Spent), StringComparer.Ordinal, cancellationToken);

        return await parts.Where(a => a.NeighbourhoodCode != null).GroupBy(a => a.NeighbourhoodCode)
            .Select(g => new { g.Key, Committed = g.Sum(a => a.CommittedPence), Spent = g.Sum(a => a.SpentPence) })
            .ToDictionaryAsync(s => s.Key ?? string.Empty, s => (s.Committed, s.Spent), StringComparer.Ordinal, cancellationToken);
    }

    // The name that the newest version of any of the provider's services gives it.
    private static async Task<Dictionary<string, string>> NamesAsync(LedgerDb db, CancellationToken cancellationToken)
    {
        var names = await db.CareServices.Where(s => s.ProviderId != null && s.ProviderName != null)
            .Select(s => new { s.ProviderId, s.ProviderName, s.Version }).ToListAsync(cancellationToken);
        return names.GroupBy(n => n.ProviderId.GetValueOrDefault().ToString(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(n => n.Version)?.ProviderName ?? string.Empty, StringComparer.Ordinal);
    }
}
