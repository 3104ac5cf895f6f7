using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Kernel.Audit;

/// <summary>What the audit itself refuses.</summary>
public static class AuditErrors
{
    /// <summary>The period is empty or turned round.</summary>
    public static readonly DomainError PeriodInvalid =
        new("audit.period-invalid", "The period must start before it ends.", ErrorKind.Rejected);

    /// <summary>The NHS number has the wrong form or check digit.</summary>
    public static readonly DomainError NhsNumberInvalid =
        new("audit.nhs-number-invalid", "The NHS number is not valid.", ErrorKind.Rejected);

    /// <summary>Both ways to name a person were used.</summary>
    public static readonly DomainError PersonTwice =
        new("audit.person-twice", "Name the person by NHS number or by pseudonym, not by both.", ErrorKind.Rejected);

    /// <summary>No person was named.</summary>
    public static readonly DomainError PersonMissing =
        new("audit.person-missing", "Say whose records: an NHS number or a pseudonym.", ErrorKind.Rejected);

    /// <summary>The cursor is none that an answer gave.</summary>
    public static readonly DomainError CursorInvalid =
        new("audit.cursor-invalid", "The cursor does not come from an earlier answer.", ErrorKind.Invalid);
}
