using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

internal static class DuplicateErrors
{
    public static readonly DomainError Itself =
        new("duplicate.itself", "An entry is no duplicate of itself.", ErrorKind.Rejected);
}
