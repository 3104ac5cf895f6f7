using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Years;

internal static class YearCloseErrors
{
    public static readonly DomainError Unknown =
        new("year.not-closed", "The fund's year has not been closed.", ErrorKind.NotFound);

    public static readonly DomainError Closed =
        new("year.closed", "The fund's year is closed already.", ErrorKind.Conflict);

    public static readonly DomainError PeriodsOpen =
        new("year.periods-open", "All twelve months are closed before the year is.", ErrorKind.Conflict);

    public static readonly DomainError RiskShareUnsettled =
        new("year.risk-share-unsettled", "The risk share is settled before the year is closed.", ErrorKind.Conflict);

    public static readonly DomainError NextFundUnknown =
        new("year.next-fund-unknown", "No fund has the code of the next year's fund.", ErrorKind.Rejected);

    /// <summary>Money goes only from one year of the same pool to the next.</summary>
    public static readonly DomainError NextFundUnfit =
        new("year.next-fund-unfit", "The next fund is of the same class and host, and of the year after.", ErrorKind.Rejected);

    public static readonly DomainError NextFundClosed =
        new("year.next-fund-closed", "The next fund's year is closed too.", ErrorKind.Conflict);

    public static readonly DomainError PartnerMissing =
        new("year.partner-missing", "The next fund lacks a partner that owes or is owed money.", ErrorKind.Conflict);

    public static readonly DomainError ProgrammeMissing =
        new("year.programme-missing", "The next fund lacks a programme for which money is set aside.", ErrorKind.Conflict);

    public static readonly DomainError OrderReferenceUsed =
        new("year.order-reference-used", "The next fund has an order of the same reference as one that goes on.", ErrorKind.Conflict);

    /// <summary>What it claims could be paid neither from this fund nor from the next.</summary>
    public static readonly DomainError PaymentRunsOpen =
        new("year.payment-runs-open", "A payment run waits to be decided: approve it, reject it, or take it back.", ErrorKind.Conflict);

    /// <summary>The money would leave this fund before the day comes, or reach the next one only then.</summary>
    public static readonly DomainError EntriesAhead =
        new("year.entries-ahead", "An entry takes effect after today: close the year once its day has come.", ErrorKind.Conflict);

    /// <summary>A booking was set aside for in the moment of the closing.</summary>
    public static readonly DomainError BookingsArriving =
        new("year.bookings-arriving", "A booking of the fund has just arrived; close the year again.", ErrorKind.Conflict) { RetryAfterSeconds = 1 };
}
