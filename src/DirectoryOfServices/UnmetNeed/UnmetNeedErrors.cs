using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

internal static class UnmetNeedErrors
{
    public static readonly DomainError RangeInvalid =
        new("unmet-need.range-invalid", "A report runs from an earlier day to a later one, over 366 days at most.", ErrorKind.Rejected);
}
