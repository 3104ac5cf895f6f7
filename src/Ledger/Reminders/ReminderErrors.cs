using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Reminders;

internal static class ReminderErrors
{
    public static readonly DomainError ContactInvalid =
        new("finance-contact.invalid", "An organisation's code, and an e-mail address of its finance team.", ErrorKind.Invalid);

    public static readonly DomainError Unknown =
        new("reminder.unknown", "There is no such reminder.", ErrorKind.NotFound);

    public static readonly DomainError NotTroubled =
        new("reminder.not-troubled", "The reminder neither failed nor is it uncertain.", ErrorKind.Conflict);
}
