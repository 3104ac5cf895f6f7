using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Measures;

namespace IntegratedCare.Quality.Learning;

internal readonly record struct LearningResponseId(Guid Value) : IEntityId<LearningResponseId>
{
    public static LearningResponseId New() => new(Guid.CreateVersion7());
    public static LearningResponseId From(Guid value) => new(value);
}

/// <summary>How the place sets out to learn from incidents, and what it found.</summary>
internal sealed class LearningResponse
{
    public const int TitleLengthMax = 200;
    public const int TextLengthMax = 8_000;
    public const int IncidentsMax = 50;
    public const int ActionsMax = 100;
    public const int ThemesMax = 5;
    public const string WordsColumn = "learning_responses.words";
    public const string FindingsColumn = "learning_responses.findings";
    private const int DueYearsMax = 2;

    private readonly List<ResponseIncident> incidents = [];

    private LearningResponse() { }

    public required LearningResponseId Id { get; init; }
    public required LearningMethod Method { get; init; }
    public required InvestigationGround Ground { get; init; }
    public required string Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public byte[]? Words { get; private set; }              // encrypted: title and what is to be found out; null: erased
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public byte[]? Findings { get; private set; }           // encrypted; null: it is not finished
    public List<LearningTheme> Themes { get; private set; } = [];
    public DateTimeOffset? FinishedAt { get; private set; } // null: it is open
    public string? FinishedBySubject { get; private set; }
    public string? FinishedByRole { get; private set; }

    /// <summary>Who has no need to know of one of them does not learn of the response.</summary>
    public IReadOnlyList<ResponseIncident> Incidents => incidents;

    public ResponseStatus Status => FinishedAt is null ? ResponseStatus.Open : ResponseStatus.Finished;

    public static LearningResponse Open(
        OpenResponseRequest asked, PersonalDataCipher cipher, Caller by, DateOnly today, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(asked.Title) || string.IsNullOrWhiteSpace(asked.Question)) throw new DomainException(LearningErrors.WordsMissing);
        if (!Offices.All.Contains(asked.Owner)) throw new DomainException(LearningErrors.OwnerUnknown);
        if (asked.Ground != InvestigationGround.None && asked.Method != LearningMethod.Psii)
            throw new DomainException(LearningErrors.InvestigationRequired);
        MustLieAhead(asked.DueOn, today);

        var id = LearningResponseId.New();
        var response = new LearningResponse
        {
            Id = id,
            Method = asked.Method,
            Ground = asked.Ground,
            Owner = asked.Owner,
            DueOn = asked.DueOn,
            Words = cipher.Encrypt(JsonSerializer.Serialize(new ResponseWords(asked.Title.Trim(), asked.Question.Trim())), WordsColumn, id.Value),
            BySubject = by.Subject,
            ByRole = by.Role,
            OpenedAt = now,
        };
        response.incidents.AddRange(asked.IncidentIds.Distinct().Select(i => new ResponseIncident { ResponseId = id, IncidentId = IncidentId.From(i) }));
        return response;
    }

    public void Finish(FinishResponseRequest said, PersonalDataCipher cipher, Caller by, DateTimeOffset now)
    {
        if (FinishedAt is not null) throw new DomainException(LearningErrors.AlreadyFinished);
        if (string.IsNullOrWhiteSpace(said.Findings) || said.Themes.Count == 0) throw new DomainException(LearningErrors.FindingsMissing);
        string?[] answers = [said.Review?.Expected, said.Review?.Happened, said.Review?.Difference, said.Review?.Learnt];
        if (Method == LearningMethod.AfterActionReview && answers.Any(string.IsNullOrWhiteSpace))
            throw new DomainException(LearningErrors.QuestionsUnanswered);
        if (Method != LearningMethod.AfterActionReview && said.Review is not null) throw new DomainException(LearningErrors.QuestionsOutOfPlace);

        Findings = cipher.Encrypt(JsonSerializer.Serialize(new ResponseFindings(said.Findings.Trim(), said.Review)), FindingsColumn, Id.Value);
        Themes = [.. said.Themes.Distinct().Order()];
        (FinishedAt, FinishedBySubject, FinishedByRole) = (now, by.Subject, by.Role);
    }

    /// <summary>From here on it is a fact without words.</summary>
    public void Erase() => (Words, Findings) = (null, null);

    public ResponseWords? OpenWords(PersonalDataCipher cipher) =>
        Words is { } words ? JsonSerializer.Deserialize<ResponseWords>(cipher.Decrypt(words, WordsColumn, Id.Value)) : null;

    public ResponseFindings? OpenFindings(PersonalDataCipher cipher) =>
        Findings is { } found ? JsonSerializer.Deserialize<ResponseFindings>(cipher.Decrypt(found, FindingsColumn, Id.Value)) : null;

    internal static void MustLieAhead(DateOnly dueOn, DateOnly today)
    {
        if (dueOn < today || dueOn > today.AddYears(DueYearsMax)) throw new DomainException(LearningErrors.DueInvalid);
    }
}

/// <summary>An incident from which a response is to learn.</summary>
internal sealed class ResponseIncident
{
    public required LearningResponseId ResponseId { get; init; }
    public required IncidentId IncidentId { get; init; }
}

/// <summary>What a response is told to find out, kept encrypted as one text.</summary>
internal sealed record ResponseWords(string Title, string Question);

/// <summary>What was found, kept encrypted as one text.</summary>
internal sealed record ResponseFindings(string Findings, AfterActionReviewAnswers? Review);
