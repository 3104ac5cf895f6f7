using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Assurance;

internal static class AssuranceErrors
{
    public static readonly DomainError ServiceClosed =
        new("assurance.service-closed", "What is closed needs nobody to say that it is right.", ErrorKind.Conflict);
}
