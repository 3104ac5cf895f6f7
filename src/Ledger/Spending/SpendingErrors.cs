using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Spending;

internal static class SpendingErrors
{
    public static readonly DomainError ProgrammeUnknown =
        new("budget-line.programme-unknown", "The fund has no such programme.", ErrorKind.NotFound);

    public static readonly DomainError DivisionUnknown =
        new("budget-line.division-unknown", "A budget is divided by neighbourhood or by provider.", ErrorKind.NotFound);

    public static readonly DomainError ListedTwice =
        new("budget-line.listed-twice", "A neighbourhood or provider has one line.", ErrorKind.Rejected);

    public static readonly DomainError ProviderUnknown =
        new("budget-line.provider-unknown", "The directory has told of no service of that provider.", ErrorKind.Rejected);

    public static readonly DomainError ExceedsBudget =
        new("budget-line.exceeds-budget", "The lines sum to more than the programme's budget.", ErrorKind.Rejected);
}
