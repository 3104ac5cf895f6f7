using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Gateway.Mails;

internal static class MailErrors
{
    public static readonly DomainError NoTray = new(
        "demonstration-mail.none", "Here mails leave by the place's own mail server, and none is kept to be read.", ErrorKind.NotFound);

    public static readonly DomainError Unknown = new(
        "demonstration-mail.unknown", "There is no such mail among those that are kept.", ErrorKind.NotFound);
}
