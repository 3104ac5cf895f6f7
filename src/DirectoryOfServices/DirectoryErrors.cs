using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices;

internal static class DirectoryErrors
{
    /// <summary>What concerns every entry at once is not one provider's to say.</summary>
    public static readonly DomainError CuratorsOnly =
        new("directory.curators-only", "Only those who keep the whole directory, for the council or the commissioner, may do this.",
            ErrorKind.Forbidden);
}
