using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.EmailChanges;

internal static class EmailErrors
{
    public static readonly DomainError Invalid = new(
        "email.invalid", "That is not an e-mail address.", ErrorKind.Rejected);

    public static readonly DomainError LinkEnded = new(
        "email.link-ended", "This link was used, or is too old. Ask for the change again.", ErrorKind.Gone);
}
