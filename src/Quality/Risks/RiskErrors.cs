using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Risks;

internal static class RiskErrors
{
    public static readonly DomainError NotFound = new("risk.unknown", "There is no such risk.", ErrorKind.NotFound);

    public static readonly DomainError WordsMissing = new("risk.words-missing", "A risk has a title and a description.", ErrorKind.Rejected);

    public static readonly DomainError OwnerUnknown =
        new("risk.owner-unknown", "The owner is one of: chief-nurse, dass, dcs, dph.", ErrorKind.Rejected);

    /// <summary>What makes a risk greater is no control, and what is aimed at is no more than what is there.</summary>
    public static readonly DomainError GradesDisagree = new(
        "risk.grades-disagree", "After its controls a risk is no greater than before, and its target no greater than that.", ErrorKind.Rejected);

    public static readonly DomainError ReviewInvalid = new(
        "risk.review-invalid", "A risk that stands is reviewed on a day that lies ahead, within two years.", ErrorKind.Rejected);

    public static readonly DomainError ReasonMissing = new("risk.reason-missing", "A change of a risk says why.", ErrorKind.Rejected);

    public static readonly DomainError NotYours =
        new("risk.not-yours", "Only the office that owns the risk, and the chief nurse's office, change it.", ErrorKind.Forbidden);

    public static readonly DomainError LinkUnknown = new("risk.link-unknown", "There is no such link.", ErrorKind.NotFound);

    public static readonly DomainError LinkStands = new("risk.link-stands", "That is linked to the risk already.", ErrorKind.Conflict);

    public static readonly DomainError TooManyLinks = new("risk.too-many-links", "A risk has at most 200 links.", ErrorKind.Rejected);

    /// <summary>There is none, or the caller has no need to know of it: the answers are the same.</summary>
    public static readonly DomainError IncidentUnknown = new("risk.incident-unknown", "There is no such incident.", ErrorKind.Rejected);
}
