using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Bank;

internal static class BankErrors
{
    public static readonly DomainError FileInvalid =
        new("bank.file-invalid", "The file of the bank cannot be read.", ErrorKind.Invalid);

    public static readonly DomainError LineUnknown =
        new("bank.line-unknown", "The fund has no bank line of that number.", ErrorKind.NotFound);

    public static readonly DomainError LineMatched =
        new("bank.line-matched", "That bank line is matched already.", ErrorKind.Conflict);

    public static readonly DomainError LineWritten =
        new("bank.line-written", "That bank line was written as a contribution before: the money came in once.", ErrorKind.Conflict);

    public static readonly DomainError LineNotMatched =
        new("bank.line-not-matched", "That bank line is not matched.", ErrorKind.Conflict);

    public static readonly DomainError EntryMatched =
        new("bank.entry-matched", "An entry is matched with another bank line.", ErrorKind.Conflict);

    public static readonly DomainError EntryWithoutCash =
        new("bank.entry-without-cash", "An entry does not move the fund's cash.", ErrorKind.Rejected);

    public static readonly DomainError AmountsDiffer =
        new("bank.amounts-differ", "The entries do not add to what the bank booked.", ErrorKind.Rejected);

    public static readonly DomainError NotAReceipt =
        new("bank.not-a-receipt", "Only money that came in can be a contribution.", ErrorKind.Rejected);
}
