using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Referrals;

internal static class ServiceRequestErrors
{
    /// <summary>Also said of a referral that the caller has nothing to do with.</summary>
    public static readonly DomainError Unknown = new("referral.unknown", "There is no such referral.", ErrorKind.NotFound);

    public static readonly DomainError NotYours =
        new("referral.not-yours", "Only who referred the person takes a referral back or notes its outcome as seen.", ErrorKind.Forbidden);

    public static readonly DomainError NotYourTeam =
        new("referral.not-your-team", "Only a team that gives the service decides on a referral to it.", ErrorKind.Forbidden);

    public static readonly DomainError TeamUnfit =
        new("referral.team-unfit", "That team is none of yours, or does not give the service.", ErrorKind.Rejected);

    public static readonly DomainError AdviceOnly =
        new("referral.advice-only", "Advice was asked for: it is answered, not booked.", ErrorKind.Conflict);

    public static readonly DomainError AlreadyTaken =
        new("referral.already-taken", "The team has already taken the referral on.", ErrorKind.Conflict);

    public static readonly DomainError Booked =
        new("referral.booked", "A time is booked for the referral: cancel that first.", ErrorKind.Conflict);

    public static readonly DomainError NotBooked =
        new("referral.not-booked", "The referral does not stand so that this could be done.", ErrorKind.Conflict);

    public static readonly DomainError Closed =
        new("referral.closed", "The referral has its outcome: it does not change any more.", ErrorKind.Conflict);

    public static readonly DomainError StillOpen =
        new("referral.still-open", "The referral has no outcome yet.", ErrorKind.Conflict);

    public static readonly DomainError OtherPerson =
        new("referral.other-person", "The referral is about another person.", ErrorKind.Rejected);

    public static readonly DomainError OtherService =
        new("referral.other-service", "The referral asks for another service.", ErrorKind.Rejected);

    public static readonly DomainError TakesNone =
        new("referral.service-closed", "The service takes no referrals now.", ErrorKind.Conflict);

    public static readonly DomainError Erased =
        new("referral.erased", "Whose referral it was has been erased, because it need not be kept any longer.", ErrorKind.Gone);
}
