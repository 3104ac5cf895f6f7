using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Hours;

internal static class HoursErrors
{
    public static readonly DomainError RepeatUnclear =
        new("hours.repeat-unclear", "Hours repeat on one weekday or by one rule: send either, and weeks only with a weekday.", ErrorKind.Rejected);

    public static readonly DomainError FirstDateMissing =
        new("hours.first-date-missing", "What repeats by a rule, or not every week, says from which date it is counted.", ErrorKind.Rejected);

    /// <summary>RFC 5545 has more than hours of work need: the parts that are understood stand in the detail.</summary>
    public static readonly DomainError RuleInvalid =
        new("hours.rule-invalid", "The rule is none that hours can repeat by.", ErrorKind.Rejected);

    public static readonly DomainError RuleNever =
        new("hours.rule-never", "The rule names no date within forty years of its first.", ErrorKind.Rejected);

    public static readonly DomainError DateTwice =
        new("hours.date-twice", "A date is left out and added at once, or named twice.", ErrorKind.Rejected);
}
