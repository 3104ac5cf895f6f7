using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Proposals;

internal static class ProposalErrors
{
    /// <summary>Also where another organisation's stands: what is not decided is its own affair.</summary>
    public static readonly DomainError Unknown =
        new("proposal.unknown", "There is no such proposal.", ErrorKind.NotFound);

    public static readonly DomainError NotYourOrganisation =
        new("proposal.not-your-organisation", "Only the organisation that proposed may take it back or replace it.", ErrorKind.Forbidden);

    public static readonly DomainError FourEyes =
        new("proposal.four-eyes", "Whoever proposed it does not decide it: somebody else must look.", ErrorKind.Forbidden);

    public static readonly DomainError PersonDecides =
        new("proposal.person-decides", "A program may propose, but a person decides.", ErrorKind.Forbidden);

    public static readonly DomainError Closed =
        new("proposal.closed", "The proposal has been decided or taken back.", ErrorKind.Conflict);

    public static readonly DomainError ServiceChanged =
        new("proposal.service-changed", "The entry has been changed since: look at the differences and propose again.", ErrorKind.Conflict);

    public static readonly DomainError BasedOnAnother =
        new("proposal.based-on-another", "The proposal is not based on the entry as it stands: read it and propose again.", ErrorKind.Conflict);

    public static readonly DomainError AlreadyOpen =
        new("proposal.already-open", "Your organisation has a proposal for this entry waiting: name it as superseded, or withdraw it.",
            ErrorKind.Conflict);

    public static readonly DomainError SupersedesNothing =
        new("proposal.supersedes-nothing", "What is to be superseded is no open proposal of your organisation for this entry.", ErrorKind.Conflict);

    public static readonly DomainError ChangesNothing =
        new("proposal.changes-nothing", "The entry reads like this already.", ErrorKind.Rejected);

    public static readonly DomainError TooMany =
        new("proposal.too-many", "Your organisation has as many proposals waiting as it may have.", ErrorKind.Conflict);
}
