namespace IntegratedCare.Ledger.Forecasts;

/// <summary>The outturn that is foreseen for a fund and each of its programmes, with every number that it rests on.</summary>
/// <param name="FundCode">The fund.</param>
/// <param name="AsOf">The day whose books it rests on; the year's last day where a later one was asked for.</param>
/// <param name="Method">By which the figures of the fund and the programmes are.</param>
/// <param name="FinancialYear">The fund's year.</param>
/// <param name="DaysElapsed">Days of it up to and including that day.</param>
/// <param name="DaysInYear">Days that it has.</param>
/// <param name="Fund">The sums of the programmes.</param>
/// <param name="Methods">The fund's outturn by each method: the sums of the programmes' outturns.</param>
/// <param name="Programmes">By code.</param>
public sealed record ForecastView(
    string FundCode,
    DateOnly AsOf,
    ForecastMethod Method,
    string FinancialYear,
    int DaysElapsed,
    int DaysInYear,
    OutturnView Fund,
    IReadOnlyList<MethodOutturnView> Methods,
    IReadOnlyList<ProgrammeForecastView> Programmes);

/// <summary>Actual and forecast make the outturn; <c>VariancePence</c> is the outturn less the budget, above zero where more will be spent.</summary>
/// <remarks><c>LowPence</c> and <c>HighPence</c> are the least and the highest outturn of all methods.</remarks>
public sealed record OutturnView(
    long BudgetPence,
    long ActualPence,
    long CommittedPence,
    long RestOfYearPence,
    long OutturnPence,
    long VariancePence,
    long LowPence,
    long HighPence);

/// <summary>What one method foresees.</summary>
public sealed record MethodOutturnView(ForecastMethod Method, long RestOfYearPence, long OutturnPence);

/// <summary>One programme, the months that it rests on and the working of each method.</summary>
public sealed record ProgrammeForecastView(
    string Programme,
    string Name,
    OutturnView Outturn,
    IReadOnlyList<MonthActualView> Months,
    RunRateWorking RunRate,
    CommitmentsWorking Commitments,
    SeasonalWorking SeasonalProfile);

/// <summary>What was spent with effect in one month.</summary>
public sealed record MonthActualView(string Period, long ActualPence);
