using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Journal;

/// <summary>Why a fund's journal takes no such entry, whoever posts it.</summary>
internal static class PostingErrors
{
    public static readonly DomainError PeriodClosed =
        new("journal.period-closed", "The period in which the entry would take effect is closed.", ErrorKind.Conflict);

    public static readonly DomainError Overdrawn =
        new("journal.overdrawn", "The fund's cash, or what is set aside, would fall below nothing.", ErrorKind.Conflict);
}
