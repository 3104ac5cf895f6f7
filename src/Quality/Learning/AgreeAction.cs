using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Tasks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>What is to change, by whom and by when.</summary>
public sealed record AgreeActionRequest(
    [Required, StringLength(LearningAction.TextLengthMax)] string Action, [Required, StringLength(50)] string Owner, DateOnly DueOn);

internal static class AgreeAction
{
    public static async Task<Created<LearningActionView>> Handle(
        Guid id, AgreeActionRequest request, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var responseId = LearningResponseId.From(id);
        var response = await db.ResponsesKnownTo(caller).AsNoTracking().SingleOrDefaultAsync(r => r.Id == responseId, cancellationToken)
            ?? throw new DomainException(LearningErrors.ResponseNotFound);
        if (await db.LearningActions.CountAsync(a => a.ResponseId == responseId, cancellationToken) >= LearningResponse.ActionsMax)
            throw new DomainException(LearningErrors.TooManyActions);
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var action = LearningAction.Agree(response.Id, request, cipher, caller, today, now);
        db.LearningActions.Add(action);
        db.RecordAccess(caller, purpose, "learning-action.agree", "learning-action", $"{action.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        await db.AskForAsync(
            QualityTaskKind.FinishAction, Matter.Action, action.Id.Value, response.Id, action.Owner, action.DueOn, now, cancellationToken);
        return TypedResults.Created($"/api/quality/learning/actions/{action.Id.Value}", LearningActionView.Of(action, cipher, today));
    }
}

/// <summary>What was done.</summary>
public sealed record FinishActionRequest([Required, StringLength(LearningAction.TextLengthMax)] string Done);

internal static class FinishAction
{
    public static async Task<LearningActionView> Handle(
        Guid id, FinishActionRequest request, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var actionId = LearningActionId.From(id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var action = await db.LearningActions.SingleOrDefaultAsync(
            a => a.Id == actionId && db.ResponsesKnownTo(caller).Any(r => r.Id == a.ResponseId), cancellationToken)
            ?? throw new DomainException(LearningErrors.ActionNotFound);
        var now = time.GetUtcNow();
        action.Finish(request.Done, cipher, caller, now);
        db.RecordAccess(caller, purpose, "learning-action.finish", "learning-action", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(LearningErrors.ActionDone);
        }

        await db.EndTasksAsync(Matter.Action, id, kind: null, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return LearningActionView.Of(action, cipher, LondonTime.DateOf(now));
    }
}

/// <summary>The actions of responses of which the caller may know, earliest due first. <c>Owner</c>, <c>Done</c> and <c>Overdue</c> narrow the list.</summary>
internal static class FindActions
{
    public static async Task<Page<LearningActionView>> Handle(
        string? owner, bool? done, bool? overdue, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, QualityDb db,
        PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        var known = db.ResponsesKnownTo(caller);
        var asked = db.LearningActions.AsNoTracking().Where(a => known.Any(r => r.Id == a.ResponseId));
        if (owner is not null) asked = asked.Where(a => a.Owner == owner);
        if (done is { } isDone) asked = asked.Where(a => (a.DoneAt != null) == isDone);
        if (overdue is { } isOverdue) asked = asked.Where(a => (a.DoneAt == null && a.DueOn < today) == isOverdue);
        var page = await asked.OrderBy(a => a.DueOn).ThenBy(a => a.Id).ToPageAsync(paging, cancellationToken);
        foreach (var action in page.Items) db.RecordAccess(caller, purpose, "learning-action.search", "learning-action", $"{action.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return new([.. page.Items.Select(a => LearningActionView.Of(a, cipher, today))], page.Number, page.PageSize, page.Total);
    }
}
