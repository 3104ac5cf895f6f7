using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>A lesson for everybody. <c>NobodyCanBeRecognised</c>: its author confirms that.</summary>
public sealed record PublishLessonRequest(
    [Required, StringLength(Lesson.TitleLengthMax)] string Title,
    [Required, StringLength(Lesson.TextLengthMax)] string Text,
    [Required, MaxLength(Lesson.ThemesMax)] IReadOnlyList<LearningTheme> Themes,
    bool NobodyCanBeRecognised = false);

/// <summary>A lesson of the library; <c>Text</c> is whole in lists as well.</summary>
public sealed record LessonView(
    Guid Id, string Title, string Text, IReadOnlyList<LearningTheme> Themes, string ByRole, string? ByOrganisation, DateTimeOffset PublishedAt)
{
    internal static LessonView Of(Lesson lesson) => new(
        lesson.Id.Value, lesson.Title, lesson.Text, lesson.Themes, lesson.ByRole, lesson.ByOrganisation, lesson.PublishedAt);
}

internal static class PublishLesson
{
    public static async Task<Created<LessonView>> Handle(
        PublishLessonRequest request, Caller caller, Purpose purpose, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var lesson = Lesson.Publish(request, caller, time.GetUtcNow());
        db.Lessons.Add(lesson);
        db.RecordAccess(caller, purpose, "lesson.publish", "lesson", $"{lesson.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/quality/learning/library/{lesson.Id.Value}", LessonView.Of(lesson));
    }
}

internal static class WithdrawLesson
{
    public static async Task<NoContent> Handle(
        Guid id, Caller caller, Purpose purpose, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var lessonId = LessonId.From(id);
        var lesson = await db.Lessons.SingleOrDefaultAsync(l => l.Id == lessonId, cancellationToken)
            ?? throw new DomainException(LearningErrors.LessonNotFound);
        lesson.Withdraw(caller, time.GetUtcNow());
        db.RecordAccess(caller, purpose, "lesson.withdraw", "lesson", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(LearningErrors.LessonWithdrawn);
        }

        return TypedResults.NoContent();
    }
}

/// <summary>The library, for everybody who is signed in: what <c>Search</c> says in words, best first, else newest first. <c>Theme</c> narrows it.</summary>
internal static class SearchLibrary
{
    private const int SearchLengthMax = 200;

    public static async Task<Page<LessonView>> Handle(
        [StringLength(SearchLengthMax)] string? search, string? theme, [AsParameters] PageRequest paging, QualityDb db,
        CancellationToken cancellationToken)
    {
        var lessons = db.Lessons.AsNoTracking().Where(l => l.WithdrawnAt == null);
        if (Words.Asked<LearningTheme>(theme) is { } asked) lessons = lessons.Where(l => l.Themes.Contains(asked));
        var ordered = lessons.OrderByDescending(l => l.PublishedAt).ThenByDescending(l => l.Id);
        if (!string.IsNullOrWhiteSpace(search) && !search.Contains('\0', StringComparison.Ordinal))
        {
            ordered = lessons.Where(l => EF.Functions.ToTsVector("english", l.Title + " " + l.Text).Matches(EF.Functions.WebSearchToTsQuery("english", search)))
                .OrderByDescending(l => EF.Functions.ToTsVector("english", l.Title + " " + l.Text).Rank(EF.Functions.WebSearchToTsQuery("english", search)))
                .ThenByDescending(l => l.PublishedAt).ThenByDescending(l => l.Id);
        }

        var page = await ordered.ToPageAsync(paging, cancellationToken);
        return new([.. page.Items.Select(LessonView.Of)], page.Number, page.PageSize, page.Total);
    }
}

internal static class ReadLesson
{
    public static async Task<LessonView> Handle(Guid id, QualityDb db, CancellationToken cancellationToken)
    {
        var lessonId = LessonId.From(id);
        return await db.Lessons.AsNoTracking().SingleOrDefaultAsync(l => l.Id == lessonId && l.WithdrawnAt == null, cancellationToken) is { } lesson
            ? LessonView.Of(lesson) : throw new DomainException(LearningErrors.LessonNotFound);
    }
}
