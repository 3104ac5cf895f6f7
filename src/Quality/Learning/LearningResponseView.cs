using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>An action that was agreed; <c>Done</c> says what was done, absent while it is open.</summary>
public sealed record LearningActionView(
    Guid Id, Guid ResponseId, string? Action, string Owner, DateOnly DueOn, bool Overdue, string? Done, DateTimeOffset? DoneAt, string? DoneByRole)
{
    internal static LearningActionView Of(LearningAction action, PersonalDataCipher cipher, DateOnly today) => new(
        action.Id.Value, action.ResponseId.Value,
        action.Words is { } words ? cipher.Decrypt(words, LearningAction.WordsColumn, action.Id.Value) : null, action.Owner, action.DueOn,
        action.DoneAt is null && action.DueOn < today,
        action.Done is { } done ? cipher.Decrypt(done, LearningAction.DoneColumn, action.Id.Value) : null, action.DoneAt, action.DoneByRole);
}

/// <summary>A response. <c>Findings</c>, <c>Review</c> and <c>Themes</c> come with its end; <c>Actions</c> are absent in lists, and all words once they need not be kept any longer.</summary>
public sealed record LearningResponseView(
    Guid Id, LearningMethod Method, InvestigationGround Ground, string? Title, string? Question, string Owner, DateOnly DueOn, bool Overdue,
    ResponseStatus Status, DateTimeOffset OpenedAt, string ByRole, IReadOnlyList<Guid> IncidentIds, string? Findings,
    AfterActionReviewAnswers? Review, IReadOnlyList<LearningTheme> Themes, DateTimeOffset? FinishedAt, string? FinishedByRole,
    IReadOnlyList<LearningActionView>? Actions)
{
    internal static LearningResponseView Of(
        LearningResponse response, PersonalDataCipher cipher, IReadOnlyList<LearningActionView>? actions, DateOnly today)
    {
        var (words, found) = (response.OpenWords(cipher), response.OpenFindings(cipher));
        return new(
            response.Id.Value, response.Method, response.Ground, words?.Title, words?.Question, response.Owner, response.DueOn,
            response.FinishedAt is null && response.DueOn < today, response.Status, response.OpenedAt, response.ByRole,
            [.. response.Incidents.Select(i => i.IncidentId.Value)], found?.Findings, found?.Review, response.Themes, response.FinishedAt,
            response.FinishedByRole, actions);
    }
}

internal static class ActionReading
{
    /// <summary>The actions of a response, earliest due first.</summary>
    public static async Task<IReadOnlyList<LearningActionView>> ActionsOfAsync(
        this QualityDb db, LearningResponseId response, PersonalDataCipher cipher, DateOnly today, CancellationToken cancellationToken)
    {
        var actions = await db.LearningActions.AsNoTracking().Where(a => a.ResponseId == response)
            .OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(LearningResponse.ActionsMax).ToListAsync(cancellationToken);
        return [.. actions.Select(a => LearningActionView.Of(a, cipher, today))];
    }
}
