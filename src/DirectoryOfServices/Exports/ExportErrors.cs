using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Exports;

internal static class ExportErrors
{
    public static readonly DomainError TooMany =
        new("export.too-many", "As many exports as may are being written: try again in a minute.", ErrorKind.TooMany);
}
