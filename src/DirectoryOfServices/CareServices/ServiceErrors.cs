using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.CareServices;

internal static class ServiceErrors
{
    public static readonly DomainError Unknown =
        new("service.unknown", "There is no such service.", ErrorKind.NotFound);

    /// <summary>That the service exists is public; who speaks for it is not everybody.</summary>
    public static readonly DomainError NotYourOrganisation =
        new("service.not-your-organisation", "Only those who answer for the service may say this of it.", ErrorKind.Forbidden);

    /// <summary>The entry is the caller's own, and yet not theirs alone to change.</summary>
    public static readonly DomainError ProposeInstead =
        new("service.propose-instead", "Propose how the entry should read: the council or the commissioner approves it.", ErrorKind.Forbidden);

    /// <summary>Its answer names the entry that speaks for it.</summary>
    public static readonly DomainError Merged =
        new("service.merged", "The entry was merged into another one, which speaks for it: undo that first, or change the other one.",
            ErrorKind.Conflict);

    public static readonly DomainError ProviderUnknown =
        new("service.provider-unknown", "The directory does not hold the service's provider.", ErrorKind.Rejected);

    public static readonly DomainError SiteUnknown =
        new("service.site-unknown", "The directory does not hold one of the service's sites.", ErrorKind.Rejected);

    public static readonly DomainError AgesReversed =
        new("service.ages-reversed", "The lowest age is above the highest.", ErrorKind.Rejected);

    public static readonly DomainError PracticeUnknown =
        new("service.practice-unknown", "The directory does not hold one of the practices as a GP practice.", ErrorKind.Rejected);

    public static readonly DomainError TermUnknown =
        new("service.term-unknown", "No taxonomy of the directory has one of the service's terms.", ErrorKind.Rejected);

    public static readonly DomainError HoursContradict =
        new("service.hours-contradict", "Opening hours name their days, and end no earlier than they start.", ErrorKind.Rejected);

    public static readonly DomainError HoursElsewhere =
        new("service.hours-elsewhere", "Opening hours name a site at which the service is not given.", ErrorKind.Rejected);

    public static readonly DomainError ContactUnreachable =
        new("service.contact-unreachable", "A contact has a telephone number or an e-mail address.", ErrorKind.Rejected);

    public static readonly DomainError ConnectionPointUnreachable =
        new("service.connection-point-unreachable", "A connection point has an https address, secure e-mail a mailto one.",
            ErrorKind.Rejected);

    public static readonly DomainError CostDatesReversed =
        new("service.cost-dates-reversed", "A cost ends no earlier than it starts.", ErrorKind.Rejected);

    public static readonly DomainError AssuredInTheFuture =
        new("service.assured-in-the-future", "A service cannot have been assured on a day to come.", ErrorKind.Rejected);
}
