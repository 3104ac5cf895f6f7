using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.ControlCharts;

internal static class ControlChartErrors
{
    public static readonly DomainError DateTwice =
        new("series.date-twice", "A series has one value for each date.", ErrorKind.Rejected);

    public static readonly DomainError NumberOutOfRange =
        new("series.number-out-of-range", "Values and the target lie between -1e100 and 1e100.", ErrorKind.Rejected);

    /// <summary>Limits that are kept from then on must come from enough of the process.</summary>
    public static readonly DomainError BaselineTooShort =
        new("series.baseline-too-short", "A fixed baseline has at least twelve points.", ErrorKind.Rejected);
}
