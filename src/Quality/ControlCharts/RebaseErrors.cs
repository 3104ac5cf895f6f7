using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.ControlCharts;

internal static class RebaseErrors
{
    public static readonly DomainError NotFound = new("rebase.unknown", "There is no such rebase.", ErrorKind.NotFound);

    public static readonly DomainError PeriodInvalid = new(
        "rebase.period-invalid", "New limits begin with a month or week of the measure, from 2000 on, that has begun.", ErrorKind.Rejected);

    public static readonly DomainError ReasonMissing = new("rebase.reason-missing", "A rebase says why, and so does taking it back.", ErrorKind.Rejected);

    public static readonly DomainError AlreadyStands =
        new("rebase.already-stands", "New limits begin with that period already.", ErrorKind.Conflict);

    public static readonly DomainError AlreadyTakenBack = new("rebase.already-taken-back", "The rebase was taken back already.", ErrorKind.Conflict);

    public static readonly DomainError TooMany = new("rebase.too-many", "A chart has at most 50 rebases.", ErrorKind.Rejected);
}
