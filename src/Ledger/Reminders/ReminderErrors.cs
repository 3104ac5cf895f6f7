using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Reminders;

internal static class ReminderErrors
{
    public static readonly DomainError ContactInvalid =
        new("finance-contact.invalid", "An organisation's code, and an e-mail address of its finance team.", ErrorKind.Invalid);
}
