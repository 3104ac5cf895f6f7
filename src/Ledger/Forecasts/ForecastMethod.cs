namespace IntegratedCare.Ledger.Forecasts;

/// <summary>How what is left of a year is foreseen.</summary>
public enum ForecastMethod
{
    /// <summary>Each day to come costs what a day has cost so far.</summary>
    RunRate,

    /// <summary>What is committed will be spent, and nothing else.</summary>
    Commitments,

    /// <summary>The months to come are to the months so far as the programme's monthly weights say.</summary>
    SeasonalProfile,
}
