using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Statements;

internal static class StatementErrors
{
    public static readonly DomainError KindUnknown =
        new("statement.kind-unknown", "A statement is of kind partner, quarterly, annual or betterCareFund.", ErrorKind.Invalid);

    public static readonly DomainError PeriodInvalid =
        new("statement.period-invalid",
            "A period is written 2026-10, 2026/27-Q3 or 2026/27; a quarterly report is of a quarter, an annual return of a year, a Better Care Fund return of either.",
            ErrorKind.Invalid);

    public static readonly DomainError FormatUnknown =
        new("statement.format-unknown", "Ask for format=json, format=csv or format=html.", ErrorKind.Invalid);

    public static readonly DomainError PartnerMissing =
        new("statement.partner-missing", "A partner's statement names the partner; no other does.", ErrorKind.Invalid);

    public static readonly DomainError PartnerUnknown =
        new("statement.partner-unknown", "That organisation is no partner of the fund.", ErrorKind.Rejected);

    public static readonly DomainError OtherYear =
        new("statement.other-year", "The period lies outside the fund's financial year.", ErrorKind.Rejected);

    public static readonly DomainError NotOver =
        new("statement.not-over", "A statement is issued once its last day is over; until then there is the draft.", ErrorKind.Conflict);

    public static readonly DomainError Unchanged =
        new("statement.unchanged", "The last statement of this kind and period says the same already.", ErrorKind.Conflict);

    /// <summary>Also where it is another partner's: to the caller it does not exist.</summary>
    public static readonly DomainError Unknown =
        new("statement.unknown", "The fund has issued no statement of that number.", ErrorKind.NotFound);
}
