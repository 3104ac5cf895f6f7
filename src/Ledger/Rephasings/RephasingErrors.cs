using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Rephasings;

internal static class RephasingErrors
{
    public static readonly DomainError NoYears =
        new("rephasing.no-years", "The fund is not one of several years.", ErrorKind.Conflict);

    public static readonly DomainError YearsInvalid =
        new("rephasing.years-invalid", "Money slips from a year that has some into another.", ErrorKind.Rejected);

    public static readonly DomainError TooMuch =
        new("rephasing.too-much", "The year has less than that.", ErrorKind.Rejected);

    public static readonly DomainError TooMany =
        new("rephasing.too-many", "The fund has been re-phased as often as it can show.", ErrorKind.Conflict);
}
