using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Virements;

internal static class VirementErrors
{
    public static readonly DomainError SameProgramme =
        new("virement.same-programme", "A virement moves budget from one programme to another.", ErrorKind.Rejected);

    public static readonly DomainError ProgrammeUnknown =
        new("virement.programme-unknown", "The fund has no such programme.", ErrorKind.Rejected);

    /// <summary>What is committed and spent stays covered by the budget, with every virement out of it counted at once.</summary>
    public static readonly DomainError BudgetInUse =
        new("virement.budget-in-use", "That much of the budget is not free: the rest of it is committed, spent, divided or moved already.", ErrorKind.Conflict);

    public static readonly DomainError EffectiveDateInvalid =
        new("virement.effective-date-invalid", "A virement takes effect today or later, within the fund's financial year.", ErrorKind.Rejected);
}
