namespace IntegratedCare.Kernel.Auth;

/// <summary>What must hold between a caller and a record besides the role.</summary>
/// <param name="Name">Its public name.</param>
/// <param name="Sentence">The rule in plain words, as the use cases enforce it.</param>
public sealed record Relationship(string Name, string Sentence)
{
    /// <summary>The role is enough.</summary>
    public static readonly Relationship None = new("none", "The role is enough.");

    /// <summary>The record is the caller's own.</summary>
    public static readonly Relationship OwnRecords = new("ownRecords",
        "Only what the caller made or is: to everybody else it does not exist.");

    /// <summary>The emergency access that the caller opened.</summary>
    public static readonly Relationship OwnGrants = new("ownGrants",
        "Emergency accesses that the caller opened; the privacy officer has everybody's. To everybody else they do not exist.");

    /// <summary>The care that the caller's organisation asked for or the caller's neighbourhood gives.</summary>
    public static readonly Relationship OwnPeople = new("ownPeople",
        "Bookings that the caller's organisation made, and those of their neighbourhood's teams. To everybody else a booking does not exist.");

    /// <summary>The teams of the caller's neighbourhood.</summary>
    public static readonly Relationship OwnTeams = new("ownTeams",
        "Teams that serve the caller's neighbourhood. A coordinator of no neighbourhood has every team of the place; a clinician of none, and a "
        + "partner's program, those that their organisation staffs. To everybody else the team's diary does not exist.");

    /// <summary>What the caller's organisation answers for in the directory.</summary>
    public static readonly Relationship OwnEntries = new("ownEntries",
        "The council's and the commissioner's editors keep every entry, a provider's editor those of its own services.");

    /// <summary>What the caller's organisation has proposed.</summary>
    public static readonly Relationship OwnProposals = new("ownProposals",
        "The council's and the commissioner's editors see every proposal, a provider's editor those of its own organisation; to them others do not exist.");

    /// <summary>The directory as a whole.</summary>
    public static readonly Relationship WholeDirectory = new("wholeDirectory",
        "Editors of the council and of the commissioner, who keep every entry; not a provider's.");

    /// <summary>The services that the caller knows from within.</summary>
    public static readonly Relationship OwnServices = new("ownServices",
        "Services of the caller's own organisation, and those that serve the caller's neighbourhood by name; an editor has the entries that they keep.");

    /// <summary>The funds whose money is the business of the caller's organisation.</summary>
    public static readonly Relationship OwnFunds = new("ownFunds",
        "A finance officer has the funds that their organisation hosts or pays into and those only in view, a pooled fund manager those that it "
        + "hosts, a board member all. Entries of another partner's contributions are for the host alone; to others they do not exist.");

    /// <summary>The funds whose accounts the caller's organisation keeps.</summary>
    public static readonly Relationship HostedFunds = new("hostedFunds",
        "Only funds that the caller's organisation hosts, whose accounts it keeps.");

    /// <summary>What waits for a second person in the funds whose accounts the caller's organisation keeps.</summary>
    public static readonly Relationship HostedApprovals = new("hostedApprovals",
        "Requests about funds that the caller's organisation hosts; a board member has all. Nobody decides what they themselves asked for.");

    /// <summary>The caller acts for the organisation whose money it is.</summary>
    public static readonly Relationship OwnOrganisation = new("ownOrganisation",
        "Only for the organisation that the caller acts for.");

    /// <summary>The measures that the caller's office answers for.</summary>
    public static readonly Relationship OwnMeasures = new("ownMeasures",
        "The chief nurse's office and analysts keep every measure, another officer those that their office owns.");

    /// <summary>The risks and issues that the caller's office answers for.</summary>
    public static readonly Relationship OwnRisks = new("ownRisks",
        "Every officer raises risks and issues; once they stand the office that owns them changes them, and the chief nurse's office any.");

    /// <summary>Who has to know of an incident.</summary>
    public static readonly Relationship NeedToKnow = new("needToKnow",
        "The chief nurse's office and the statutory officers know of every incident, a reporter of their own, nobody else of any.");
}
