using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Forecasts;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.RiskShares;
using static IntegratedCare.Ledger.Statements.StatementUnit;

namespace IntegratedCare.Ledger.Statements;

/// <summary>Where a fund's year will end and who bears what by now: what the quarterly report says beyond the books.</summary>
/// <param name="Foreseen">The year's outturn as it is foreseen on the last day of the period.</param>
/// <param name="Risk">Who would bear what if the year ended with what was spent by then; null: nobody agreed on it.</param>
internal sealed record Outlook(ForecastView Foreseen, RiskShareReckoning? Risk)
{
    /// <summary>Reads it for the figures' last day. The caller holds the journal, or reads in one snapshot.</summary>
    public static async Task<Outlook> ReadAsync(LedgerDb db, FundFigures figures, CancellationToken cancellationToken)
    {
        var (fund, day) = (figures.Fund, figures.Period.To);
        return new(
            await db.ForecastAsync(fund, new(fund.FinancialYear, day), ForecastMethod.RunRate, cancellationToken),
            fund.Class == FundClass.InView ? null : await RiskShareReckoning.OfActualsIfAgreedAsync(db, fund, day, cancellationToken));
    }

    public IReadOnlyList<StatementTable> Tables =>
        Risk is { } risk ? [Forecast(Foreseen), Working(Foreseen), Steps(risk), Shares(risk)] : [Forecast(Foreseen), Working(Foreseen)];

    public IReadOnlyList<string> Notes =>
    [
        "The forecast outturn is what was spent and what is left of the year by the run rate; low and high are the least and the highest of the three methods.",
        "What is left of the year is, by the run rate, spent × days remaining ÷ days elapsed; by commitments, what is set aside; by the seasonal profile, "
            + "spent × weights remaining ÷ weights elapsed. Halves of a penny go away from zero.",
        Risk is null
            ? "No agreement on file says who bears an overspend."
            : "The risk share is what each partner would bear if the year ended with what was spent by the last day of the period.",
    ];

    private static StatementTable Forecast(ForecastView forecast)
    {
        var rows = forecast.Programmes.Select(p => (IReadOnlyList<StatementCell>)
        [
            p.Programme, p.Name, p.Outturn.BudgetPence, p.Outturn.ActualPence, p.Outturn.RestOfYearPence, p.Outturn.OutturnPence,
            -p.Outturn.VariancePence, p.Outturn.LowPence, p.Outturn.HighPence,
        ]).ToList();
        return new StatementTable("forecast", "Forecast outturn by programme",
            $"{Millions.Of(forecast.Fund.OutturnPence)} of {Millions.Of(forecast.Fund.BudgetPence)}",
            [
                new("programme", "Programme"), new("name", "Name"), new("budgetPence", "Budget for the year", Pence), new("spentPence", "Spent to date", Pence),
                new("restOfYearPence", "Left of the year", Pence), new("outturnPence", "Forecast outturn", Pence), new("variancePence", "Variance", Pence),
                new("lowPence", "Low", Pence), new("highPence", "High", Pence),
            ],
            rows).WithTotal();
    }

    /// <summary>Every number that a forecast rests on, so that a partner can reckon it by hand.</summary>
    private static StatementTable Working(ForecastView forecast)
    {
        return new("forecastWorking", "Working of the forecast", null,
            [
                new("programme", "Programme"), new("method", "Method"), new("basePence", "Base", Pence), new("multiplier", "Multiplied by", Number),
                new("divisor", "Divided by", Number), new("restOfYearPence", "Left of the year", Pence), new("outturnPence", "Outturn", Pence),
            ],
            [.. forecast.Programmes.SelectMany(Rows)]);

        static IEnumerable<IReadOnlyList<StatementCell>> Rows(ProgrammeForecastView programme)
        {
            var (run, committed, season) = (programme.RunRate, programme.Commitments, programme.SeasonalProfile);
            yield return [programme.Programme, "run rate", run.ActualPence, run.DaysRemaining, run.DaysElapsed, run.RestOfYearPence, run.OutturnPence];
            yield return [programme.Programme, "commitments", committed.CommittedPence, Nothing, Nothing, committed.RestOfYearPence, committed.OutturnPence];
            yield return
            [
                programme.Programme, "seasonal profile", season.ActualPence, season.WeightRemaining, season.WeightElapsed, season.RestOfYearPence,
                season.OutturnPence,
            ];
        }
    }

    private static StatementTable Steps(RiskShareReckoning risk) => new(
        "riskShareSteps", "Where the money for an overspend comes from", $"{Millions.Of(risk.Waterfall.OverspendPence)} overspent",
        [
            new("step", "Step"), new("availablePence", "Available", Pence), new("takenPence", "Taken", Pence), new("leftPence", "Then left", Pence),
        ],
        [.. risk.Waterfall.Steps.Select(step => (IReadOnlyList<StatementCell>)[WordOf(step.Step), step.AvailablePence, step.TakenPence, step.LeftPence])]);

    private static StatementTable Shares(RiskShareReckoning risk) => new StatementTable(
        "riskShares", "Each partner's share so far", $"{Millions.Of(risk.Waterfall.OutsidePence)} outside the pool",
        [new("partner", "Partner"), new("name", "Name"), new("weight", "Counts with", Number), new("sharePence", "Share", Pence)],
        [
            .. risk.Claims.Select(claim => (IReadOnlyList<StatementCell>)
                [claim.Code, RiskShareView.NameOf(risk, claim.Code), claim.Weight, risk.SharesPence[claim.Code]]),
        ]).WithTotal();

    private static StatementCell Nothing => (long?)null;

    private static string WordOf(OverspendStep step) => step switch
    {
        OverspendStep.UnderspendElsewhere => "underspend elsewhere",
        OverspendStep.RiskPool => "risk pool",
        OverspendStep.UncommittedSchemes => "uncommitted schemes",
        OverspendStep.OutsideThePool => "outside the pool",
    };
}
