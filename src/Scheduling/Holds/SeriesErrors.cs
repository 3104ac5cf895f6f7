using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Holds;

internal static class SeriesErrors
{
    public static readonly DomainError StepUnclear =
        new("series.step-unclear", "Say either every how many days or every how many weeks the series goes on.", ErrorKind.Rejected);

    public static readonly DomainError NoTime =
        new("series.no-time", "On a day of the series the team has no time free.", ErrorKind.Conflict);
}
