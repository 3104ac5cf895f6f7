using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>The four questions of an after action review: what was expected, what happened, why the two differ, and what was learnt.</summary>
public sealed record AfterActionReviewAnswers(
    [Required, StringLength(LearningResponse.TextLengthMax)] string Expected,
    [Required, StringLength(LearningResponse.TextLengthMax)] string Happened,
    [Required, StringLength(LearningResponse.TextLengthMax)] string Difference,
    [Required, StringLength(LearningResponse.TextLengthMax)] string Learnt);

/// <summary>What a response found, and under which themes. <c>Review</c> is an after action review's alone.</summary>
public sealed record FinishResponseRequest(
    [Required, StringLength(LearningResponse.TextLengthMax)] string Findings,
    [Required, MaxLength(LearningResponse.ThemesMax)] IReadOnlyList<LearningTheme> Themes,
    AfterActionReviewAnswers? Review = null);

internal static class FinishResponse
{
    public static async Task<LearningResponseView> Handle(
        Guid id, FinishResponseRequest request, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var responseId = LearningResponseId.From(id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var response = await db.ResponsesKnownTo(caller).SingleOrDefaultAsync(r => r.Id == responseId, cancellationToken)
            ?? throw new DomainException(LearningErrors.ResponseNotFound);
        var now = time.GetUtcNow();
        response.Finish(request, cipher, caller, now);
        db.RecordAccess(caller, purpose, "learning-response.finish", "learning-response", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(LearningErrors.AlreadyFinished);
        }

        await db.EndTasksAsync(Matter.Response, id, kind: null, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return LearningResponseView.Of(response, cipher, await db.ActionsOfAsync(responseId, cipher, LondonTime.DateOf(now), cancellationToken), LondonTime.DateOf(now));
    }
}
