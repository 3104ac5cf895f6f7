using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Quality.Learning;

internal readonly record struct LessonId(Guid Value) : IEntityId<LessonId>
{
    public static LessonId New() => new(Guid.CreateVersion7());
    public static LessonId From(Guid value) => new(value);
}

/// <summary>What the place has learnt, told to everybody who works in it. Nobody can be recognised in it, for which its author answers.</summary>
/// <remarks>It does not say from which response or incident it comes: who reads the library has no need to know of either.</remarks>
internal sealed partial class Lesson
{
    public const int TitleLengthMax = 200;
    public const int TextLengthMax = 10_000;
    public const int ThemesMax = 5;

    private Lesson() { }

    public required LessonId Id { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required List<LearningTheme> Themes { get; init; }
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required string? ByOrganisation { get; init; }       // null: the place itself
    public required DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }    // null: it is in the library
    public string? WithdrawnBySubject { get; private set; }
    public string? WithdrawnByRole { get; private set; }

    public static Lesson Publish(PublishLessonRequest asked, Caller by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(asked.Title) || string.IsNullOrWhiteSpace(asked.Text) || asked.Themes.Count == 0)
            throw new DomainException(LearningErrors.LessonWordsMissing);
        if (!asked.NobodyCanBeRecognised) throw new DomainException(LearningErrors.LessonNotConfirmed);
        if (NamesSomebody($"{asked.Title}\n{asked.Text}")) throw new DomainException(LearningErrors.LessonNamesSomebody);
        return new()
        {
            Id = LessonId.New(),
            Title = asked.Title.Trim(),
            Text = asked.Text.Trim(),
            Themes = [.. asked.Themes.Distinct().Order()],
            BySubject = by.Subject,
            ByRole = by.Role,
            ByOrganisation = by.OrganisationCode,
            PublishedAt = now,
        };
    }

    public void Withdraw(Caller by, DateTimeOffset now)
    {
        if (WithdrawnAt is not null) throw new DomainException(LearningErrors.LessonWithdrawn);
        (WithdrawnAt, WithdrawnBySubject, WithdrawnByRole) = (now, by.Subject, by.Role);
    }

    // The author answers for the rest; this only catches what slips through in haste.
    private static bool NamesSomebody(string text) =>
        Email().IsMatch(text) || Telephone().IsMatch(text) || Postcode().IsMatch(text)
        || TenFigures().Matches(text).Any(found => NhsNumber.TryParse(NoFigure().Replace(found.Value, ""), out _));

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.\w+")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<!\d)(\+44|0)[ -]?\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)")]
    private static partial Regex Telephone();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")]
    private static partial Regex TenFigures();

    [GeneratedRegex(@"\D")]
    private static partial Regex NoFigure();
}
