using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Approvals;

internal static class ApprovalErrors
{
    /// <summary>Also where it is another host's: to others it does not exist.</summary>
    public static readonly DomainError Unknown =
        new("approval.unknown", "There is no such approval.", ErrorKind.NotFound);

    public static readonly DomainError FourEyes =
        new("approval.four-eyes", "Whoever asked for it does not decide it: somebody else must look.", ErrorKind.Forbidden);

    public static readonly DomainError PersonDecides =
        new("approval.person-decides", "A program may ask, but a person decides.", ErrorKind.Forbidden);

    public static readonly DomainError NotYourDecision =
        new("approval.not-your-decision", "People in your role do not decide this.", ErrorKind.Forbidden);

    public static readonly DomainError NotYours =
        new("approval.not-yours", "Only whoever asked for it takes it back.", ErrorKind.Forbidden);

    public static readonly DomainError Closed =
        new("approval.closed", "It has been decided or taken back.", ErrorKind.Conflict);

    public static readonly DomainError Expired =
        new("approval.expired", "Nobody decided in time. Ask again, with the figures of today.", ErrorKind.Gone);

    public static readonly DomainError NoEffectiveDay =
        new("approval.no-effective-day", "Only the decision on a virement has a day of its own.", ErrorKind.Rejected);

    public static readonly DomainError TooMany =
        new("approval.too-many", "As many approvals wait in this fund as may.", ErrorKind.Conflict);
}
