using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Measures;

namespace IntegratedCare.Quality.Risks;

internal readonly record struct RiskId(Guid Value) : IEntityId<RiskId>
{
    public static RiskId New() => new(Guid.CreateVersion7());
    public static RiskId From(Guid value) => new(value);
}

internal readonly record struct RiskVersionId(Guid Value) : IEntityId<RiskVersionId>
{
    public static RiskVersionId New() => new(Guid.CreateVersion7());
    public static RiskVersionId From(Guid value) => new(value);
}

internal readonly record struct RiskLinkId(Guid Value) : IEntityId<RiskLinkId>
{
    public static RiskLinkId New() => new(Guid.CreateVersion7());
    public static RiskLinkId From(Guid value) => new(value);
}

/// <summary>Something that may go wrong, as the place watches it. What is said of it stands in its versions.</summary>
internal sealed class Risk
{
    public const int TitleLengthMax = 200;
    public const int TextLengthMax = 4_000;
    public const int ReasonLengthMax = 1_000;
    public const int LinksMax = 200;
    private const int ReviewYearsMax = 2;

    private Risk() { }

    public required RiskId Id { get; init; }
    public required string Reference { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The version that stands.</summary>
    public int Version { get; private set; }

    public static Risk Raise(string reference, DateTimeOffset now) => new() { Id = RiskId.New(), Reference = reference, RaisedAt = now };

    /// <summary>The next version, as somebody says it; <paramref name="seal"/> encrypts its words.</summary>
    public RiskVersion Say(RiskStatement said, RiskVersion? last, string? reason, Func<RiskVersionId, byte[]> seal, Caller by, DateOnly today, DateTimeOffset now)
    {
        Refuse(said, today);
        if (last is not null)
        {
            if (string.IsNullOrWhiteSpace(reason)) throw new DomainException(RiskErrors.ReasonMissing);
            if (!by.Is(Roles.ChiefNurse) && by.Role != last.Owner) throw new DomainException(RiskErrors.NotYours);
        }

        Version++;
        return RiskVersion.Of(this, said, seal, by, now);
    }

    private static void Refuse(RiskStatement said, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(said.Title) || string.IsNullOrWhiteSpace(said.Description)) throw new DomainException(RiskErrors.WordsMissing);
        if (!Offices.All.Contains(said.Owner)) throw new DomainException(RiskErrors.OwnerUnknown);
        if (said.AfterControls.Grade.Score > said.BeforeControls.Grade.Score || said.Target.Grade.Score > said.AfterControls.Grade.Score)
            throw new DomainException(RiskErrors.GradesDisagree);
        if (said.Status != RiskStatus.Closed && (said.ReviewOn < today || said.ReviewOn > today.AddYears(ReviewYearsMax)))
            throw new DomainException(RiskErrors.ReviewInvalid);
    }
}

/// <summary>What was said of a risk, whole, by whom and when. Written once; its words are encrypted, for they may name people.</summary>
internal sealed class RiskVersion
{
    public const string WordsColumn = "risk_versions.words";

    private RiskVersion() { }

    public required RiskVersionId Id { get; init; }
    public required RiskId RiskId { get; init; }
    public required int Version { get; init; }
    public byte[]? Words { get; private set; }              // encrypted: title, description, controls, the reason of the change; null: erased
    public required RiskCategory Category { get; init; }
    public required string Owner { get; init; }
    public required string? PartnerOrganisation { get; init; }      // null: no partner beside the owner
    public required int BeforeConsequence { get; init; }
    public required int BeforeLikelihood { get; init; }
    public required int AfterConsequence { get; init; }
    public required int AfterLikelihood { get; init; }
    public required int TargetConsequence { get; init; }
    public required int TargetLikelihood { get; init; }

    /// <summary>The greatest score that the place is willing to bear.</summary>
    public required int Appetite { get; init; }
    public required DateOnly ReviewOn { get; init; }
    public required RiskStatus Status { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required string? ByOrganisation { get; init; }           // null: the place itself
    public required DateTimeOffset At { get; init; }

    public RiskGrade Before => new(BeforeConsequence, BeforeLikelihood);

    public RiskGrade After => new(AfterConsequence, AfterLikelihood);

    public RiskGrade Target => new(TargetConsequence, TargetLikelihood);

    /// <summary>From here on it is a grading without words.</summary>
    public void Erase() => Words = null;

    public static RiskVersion Of(Risk risk, RiskStatement said, Func<RiskVersionId, byte[]> seal, Caller by, DateTimeOffset now)
    {
        var id = RiskVersionId.New();
        return new()
        {
            Id = id,
            RiskId = risk.Id,
            Version = risk.Version,
            Words = seal(id),
            Category = said.Category,
            Owner = said.Owner,
            PartnerOrganisation = string.IsNullOrWhiteSpace(said.PartnerOrganisation) ? null : said.PartnerOrganisation.Trim(),
            BeforeConsequence = said.BeforeControls.Consequence,
            BeforeLikelihood = said.BeforeControls.Likelihood,
            AfterConsequence = said.AfterControls.Consequence,
            AfterLikelihood = said.AfterControls.Likelihood,
            TargetConsequence = said.Target.Consequence,
            TargetLikelihood = said.Target.Likelihood,
            Appetite = said.Appetite,
            ReviewOn = said.ReviewOn,
            Status = said.Status,
            BySubject = by.Subject,
            ByRole = by.Role,
            ByOrganisation = by.OrganisationCode,
            At = now,
        };
    }
}

/// <summary>An incident that has to do with a risk. Only who knows of the incident learns that there is a link.</summary>
internal sealed class RiskLink
{
    public required RiskLinkId Id { get; init; }
    public required RiskId RiskId { get; init; }
    public required IncidentId IncidentId { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? RemovedAt { get; private set; }      // null: it stands
    public string? RemovedByRole { get; private set; }

    public void Remove(Caller by, DateTimeOffset now) => (RemovedAt, RemovedByRole) = (now, by.Role);
}
