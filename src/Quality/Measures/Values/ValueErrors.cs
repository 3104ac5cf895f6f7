using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures.Values;

internal static class ValueErrors
{
    public static readonly DomainError NotFound = new("measure-value.unknown", "There is no such value.", ErrorKind.NotFound);

    public static readonly DomainError PeriodInvalid = new(
        "measure-value.period-invalid", "A value stands for a whole month or week of the measure, from 2000 on, that has begun.", ErrorKind.Rejected);

    public static readonly DomainError NumberInvalid = new(
        "measure-value.number-invalid", "A share has a numerator and a greater or equal denominator above nought, every other value a number where the measure's values lie.",
        ErrorKind.Rejected);

    /// <summary>What stood was told to others: why it was wrong is kept beside it.</summary>
    public static readonly DomainError ReasonMissing =
        new("measure-value.reason-missing", "A correction says why.", ErrorKind.Rejected);

    public static readonly DomainError TableUnreadable = new(
        "measure-import.unreadable", "The table is not comma-separated UTF-8 text with the agreed headings.", ErrorKind.Rejected);

    public static readonly DomainError TableTooLong = new("measure-import.too-many-rows", "A table has at most 20,000 rows.", ErrorKind.Rejected);

    /// <summary>A table counts whole or not at all.</summary>
    public static readonly DomainError RowsInvalid = new(
        "measure-import.rows-invalid", "Some rows are not valid, so none was taken; the same table without commit lists them.", ErrorKind.Rejected);
}
