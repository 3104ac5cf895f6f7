using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Mail;

internal static class MailErrors
{
    public static readonly DomainError OnlyInDemonstration = new(
        "mail.only-in-demonstration", "Mails can be read here in a demonstration only.", ErrorKind.NotFound);

    public static readonly DomainError NotFailed = new(
        "mail.not-failed", "There is no such mail that failed.", ErrorKind.NotFound);
}
