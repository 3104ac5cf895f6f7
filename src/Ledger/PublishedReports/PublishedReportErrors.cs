using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.PublishedReports;

internal static class PublishedReportErrors
{
    public static readonly DomainError CodeInvalid =
        new("published-report.code-invalid", "A report's code is 1 to 40 letters, digits and hyphens.", ErrorKind.Invalid);

    public static readonly DomainError YearInvalid =
        new("published-report.year-invalid", "The financial year is none, or the period lies outside of it.", ErrorKind.Rejected);

    public static readonly DomainError TooMany =
        new("published-report.too-many", "The fund has as many published reports as it can show.", ErrorKind.Conflict);
}
