using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Quality.Risks;

/// <summary>An incident that has to do with a risk, among those that the caller knows of.</summary>
public sealed record RiskLinkView(Guid Id, Guid IncidentId, string IncidentReference, string ByRole, DateTimeOffset At);

/// <summary>A risk as it stands. <c>BeyondAppetite</c>: after its controls it is greater than the place is willing to bear.</summary>
/// <remarks>The words are absent once they need not be kept any longer. <c>Links</c> are absent in lists; they are those to incidents of which the caller knows, and nothing tells whether there are others.</remarks>
public sealed record RiskView(
    Guid Id,
    string Reference,
    string? Title,
    string? Description,
    string? Controls,
    RiskCategory Category,
    string Owner,
    string? PartnerOrganisation,
    GradeView BeforeControls,
    GradeView AfterControls,
    GradeView Target,
    int Appetite,
    bool BeyondAppetite,
    DateOnly ReviewOn,
    bool ReviewOverdue,
    RiskStatus Status,
    DateTimeOffset RaisedAt,
    int Version,
    IReadOnlyList<RiskLinkView>? Links)
{
    internal static RiskView Of(Risk risk, RiskVersion version, PersonalDataCipher cipher, IReadOnlyList<RiskLinkView>? links, DateOnly today)
    {
        var words = RiskWords.Open(cipher, version);
        return new(
            risk.Id.Value, risk.Reference, words?.Title, words?.Description, words?.Controls, version.Category, version.Owner,
            version.PartnerOrganisation, GradeView.Of(version.Before), GradeView.Of(version.After), GradeView.Of(version.Target),
            version.Appetite, version.After.Score > version.Appetite, version.ReviewOn,
            version.Status != RiskStatus.Closed && version.ReviewOn < today, version.Status, risk.RaisedAt, version.Version, links);
    }
}

/// <summary>One version of a risk, who said it and why.</summary>
public sealed record RiskVersionView(
    int Version, DateTimeOffset At, string ByRole, string? ByOrganisation, string? Reason, string? Title, string? Description, string? Controls,
    RiskCategory Category, string Owner, string? PartnerOrganisation, GradeView BeforeControls, GradeView AfterControls, GradeView Target,
    int Appetite, DateOnly ReviewOn, RiskStatus Status)
{
    internal static RiskVersionView Of(RiskVersion version, PersonalDataCipher cipher)
    {
        var words = RiskWords.Open(cipher, version);
        return new(
            version.Version, version.At, version.ByRole, version.ByOrganisation, words?.Reason, words?.Title, words?.Description, words?.Controls,
            version.Category, version.Owner, version.PartnerOrganisation, GradeView.Of(version.Before), GradeView.Of(version.After),
            GradeView.Of(version.Target), version.Appetite, version.ReviewOn, version.Status);
    }
}
