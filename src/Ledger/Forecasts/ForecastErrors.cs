using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Forecasts;

internal static class ForecastErrors
{
    public static readonly DomainError YearNotBegun =
        new("forecast.year-not-begun", "Nothing can be foreseen before the fund's year has begun.", ErrorKind.Rejected);

    public static readonly DomainError ProgrammeUnknown =
        new("forecast.programme-unknown", "The fund has no such programme.", ErrorKind.NotFound);
}
