using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Virements;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Forecasts;

/// <summary>Reads what a forecast rests on from the day sums, and reckons it.</summary>
internal static class ForecastBook
{
    public static async Task<ForecastView> ForecastAsync(
        this LedgerDb db, Fund fund, Timeline time, ForecastMethod method, CancellationToken cancellationToken)
    {
        var months = await db.AccountDays
            .Where(d => d.FundCode == fund.Code && d.EffectiveOn <= time.Day
                && (d.Account.StartsWith(Account.ExpenditurePrefix) || d.Account.StartsWith(Account.CommitmentsPrefix)))
            .GroupBy(d => new { d.Account, d.EffectiveOn.Year, d.EffectiveOn.Month })
            .Select(g => new MonthSum(g.Key.Account, g.Key.Year, g.Key.Month, g.Sum(d => d.DebitsPence - d.CreditsPence)))
            .ToListAsync(cancellationToken);
        var moved = await db.MovedBudgetsAsync(fund.Code, time.Day, cancellationToken);
        var weights = await db.SeasonalProfiles.AsNoTracking().Where(p => p.FundCode == fund.Code)
            .ToDictionaryAsync(p => p.ProgrammeCode, p => p.Weights, StringComparer.Ordinal, cancellationToken);
        var programmes = fund.Programmes.OrderBy(p => p.Code, StringComparer.Ordinal)
            .Select(p => Of(p, p.BudgetPence + moved.GetValueOrDefault(p.Code), months, weights.GetValueOrDefault(p.Code, SeasonalProfile.Equal), time, method))
            .ToList();
        MethodOutturnView[] methods =
        [
            new(ForecastMethod.RunRate, programmes.Sum(p => p.RunRate.RestOfYearPence), programmes.Sum(p => p.RunRate.OutturnPence)),
            new(ForecastMethod.Commitments, programmes.Sum(p => p.Commitments.RestOfYearPence), programmes.Sum(p => p.Commitments.OutturnPence)),
            new(ForecastMethod.SeasonalProfile, programmes.Sum(p => p.SeasonalProfile.RestOfYearPence), programmes.Sum(p => p.SeasonalProfile.OutturnPence)),
        ];
        return new(fund.Code, time.Day, method, fund.FinancialYear.ToString(), time.DaysElapsed, time.DaysInYear,
            Outturn(programmes.Sum(p => p.Outturn.BudgetPence), programmes.Sum(p => p.Outturn.ActualPence),
                programmes.Sum(p => p.Outturn.CommittedPence), method, methods),
            methods, programmes);
    }

    private static ProgrammeForecastView Of(
        Programme programme, long budgetPence, List<MonthSum> months, IReadOnlyList<int> weights, Timeline time, ForecastMethod method)
    {
        var spent = months.Where(m => m.Account == Account.Expenditure(programme.Code)).OrderBy(m => m.Year).ThenBy(m => m.Month).ToList();
        var actual = spent.Sum(m => m.Pence);
        var committed = months.Where(m => m.Account == Account.Commitments(programme.Code)).Sum(m => m.Pence);
        var runRate = Forecast.RunRate(actual, time);
        var commitments = Forecast.Commitments(actual, committed, time);
        var seasonal = Forecast.Seasonal(actual, weights, time);
        var outturn = Outturn(budgetPence, actual, committed, method,
        [
            new(ForecastMethod.RunRate, runRate.RestOfYearPence, runRate.OutturnPence),
            new(ForecastMethod.Commitments, commitments.RestOfYearPence, commitments.OutturnPence),
            new(ForecastMethod.SeasonalProfile, seasonal.RestOfYearPence, seasonal.OutturnPence),
        ]);
        return new(programme.Code, programme.Name, outturn,
            [.. spent.Select(m => new MonthActualView(new Period(m.Year, m.Month).ToString(), m.Pence))], runRate, commitments, seasonal);
    }

    private static OutturnView Outturn(
        long budgetPence, long actualPence, long committedPence, ForecastMethod method, IReadOnlyList<MethodOutturnView> methods)
    {
        var chosen = methods.Single(m => m.Method == method);
        return new(budgetPence, actualPence, committedPence, chosen.RestOfYearPence, chosen.OutturnPence, checked(chosen.OutturnPence - budgetPence),
            methods.Min(m => m.OutturnPence), methods.Max(m => m.OutturnPence));
    }

    private sealed record MonthSum(string Account, int Year, int Month, long Pence);
}
