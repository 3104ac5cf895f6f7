using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Exports;

internal static class ExportErrors
{
    public static readonly DomainError FormatUnknown =
        new("export.format-unknown", "Ask for format=hledger, format=beancount or format=csv.", ErrorKind.Invalid);

    public static readonly DomainError WindowInvalid =
        new("export.window-invalid", "The first day must not be after the last, and both lie between the years 1900 and 9000.", ErrorKind.Invalid);
}
