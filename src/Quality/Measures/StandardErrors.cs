using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures;

internal static class StandardErrors
{
    public static readonly DomainError NotFound = new("standard.unknown", "There is no such standard.", ErrorKind.NotFound);

    public static readonly DomainError CodeInvalid = new(
        "standard.code-invalid", "A code has at most 60 lower-case letters and digits, with single hyphens between them.", ErrorKind.Invalid);

    public static readonly DomainError WordsMissing =
        new("standard.words-missing", "A standard has a name and a quality statement.", ErrorKind.Rejected);

    public static readonly DomainError TooMany = new("standard.too-many", "A place has at most 100 standards.", ErrorKind.Rejected);
}
