using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Payments;

internal static class PaymentErrors
{
    public static readonly DomainError PayeeCodeInvalid =
        new("payee.code-invalid", "An organisation's code is 1 to 40 letters, digits and hyphens.", ErrorKind.Invalid);

    public static readonly DomainError NotAHost =
        new("payee.not-a-host", "Your organisation hosts no fund, and so pays nobody from one.", ErrorKind.Forbidden);

    public static readonly DomainError PayeeUnknown =
        new("payee.unknown", "Your organisation has no such payee.", ErrorKind.NotFound);

    public static readonly DomainError ProviderTaken =
        new("payee.provider-taken", "Another payee of yours is that provider of the directory.", ErrorKind.Conflict);

    public static readonly DomainError BillEntryUnknown =
        new("bill.entry-unknown", "The fund has no such entry that owes money to somebody not yet named.", ErrorKind.Rejected);

    public static readonly DomainError BillExceeds =
        new("bill.exceeds-entry", "The entry owes less than its bills would pay.", ErrorKind.Conflict);

    public static readonly DomainError BillReferenceUsed =
        new("bill.reference-used", "The payee has used that reference already.", ErrorKind.Conflict);

    public static readonly DomainError RunUnknown =
        new("payment-run.unknown", "The fund has no such payment run.", ErrorKind.NotFound);

    public static readonly DomainError PayDayInvalid =
        new("payment-run.pay-day-invalid", "Money is paid on a working day from today on, 60 days ahead at most.", ErrorKind.Rejected);

    public static readonly DomainError NothingOwed =
        new("payment-run.nothing-owed", "Nothing is owed that could be paid.", ErrorKind.Rejected);

    public static readonly DomainError OriginatorMissing =
        new("payment-run.originator-missing", "The host's own bank details are missing: put the host as a payee.", ErrorKind.Conflict);

    public static readonly DomainError FourEyes =
        new("payment-run.four-eyes", "Nobody approves or rejects what they themselves proposed.", ErrorKind.Forbidden);

    public static readonly DomainError OwnBankDetails =
        new("payment-run.own-bank-details", "Nobody approves a payment to bank details that they themselves put.", ErrorKind.Forbidden);

    public static readonly DomainError PersonDecides =
        new("payment-run.person-decides", "A person decides on payments, no program.", ErrorKind.Forbidden);

    public static readonly DomainError Closed =
        new("payment-run.closed", "The payment run is decided already.", ErrorKind.Conflict);

    public static readonly DomainError TooLate =
        new("payment-run.too-late", "Its day has passed: reject it and propose another.", ErrorKind.Conflict);

    public static readonly DomainError CashShort =
        new("payment-run.cash-short", "The fund's cash would fall below nothing on that day or a later one.", ErrorKind.Conflict);

    public static readonly DomainError ExceedsPayables =
        new("payment-run.exceeds-payables", "The books owe less than the run would pay.", ErrorKind.Conflict);

    public static readonly DomainError NotYours =
        new("payment-run.not-yours", "Only whoever proposed it takes it back.", ErrorKind.Forbidden);

    /// <summary>What the fund owed is the next year's to pay.</summary>
    public static readonly DomainError YearClosed =
        new("payment-run.year-closed", "The fund's year is closed: the next year's fund pays what it owed. Take the run back, or reject it.", ErrorKind.Conflict);

    public static readonly DomainError NotApproved =
        new("payment-run.not-approved", "A payment list is given once the run is approved.", ErrorKind.Conflict);

    public static readonly DomainError FormatUnknown =
        new("payment-run.format-unknown", "Ask for format=standard18 or format=csv.", ErrorKind.Invalid);
}
