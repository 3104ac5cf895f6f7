using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tasks;

/// <summary>A task to be raised.</summary>
/// <param name="Source">What makes it this task and no other, such as <c>restriction-review:{id}:2026-03-02</c>. No personal data.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Office">The office, one of <see cref="QualityTask.Offices"/>, that has to do it.</param>
/// <param name="DueOn">London's date by whose end it is to be done.</param>
/// <param name="About">What it is about.</param>
/// <param name="AboutId">Which one.</param>
/// <param name="IncidentId">The incident on which that hangs: who may not know of it does not learn of the task. Null where it hangs on none.</param>
/// <param name="EndsByItself">It ends by <see cref="TaskBook.EndTasksAsync"/> where the act is done, and is never said to be done by hand.</param>
internal sealed record TaskToRaise(
    string Source, QualityTaskKind Kind, string Office, DateOnly DueOn, Matter About, Guid AboutId, IncidentId? IncidentId = null,
    bool EndsByItself = false);

/// <summary>Raises and ends tasks, in the transaction of the work that asks for them.</summary>
internal static class TaskBook
{
    /// <summary>Raises a task unless one of its source has been raised before, done or not; whether it is new.</summary>
    /// <remarks>The row is written at once: a transaction must be open, so that the task stands if and only if the work does.</remarks>
    public static async Task<bool> RaiseTaskAsync(
        this QualityDb db, TaskToRaise asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RequireTransaction(db);
        if (!QualityTask.Offices.Contains(asked.Office)) throw new ArgumentException($"{asked.Office} is no office that has tasks.", nameof(asked));
        if (asked.Source.Length is 0 or > QualityTask.SourceLengthMax) throw new ArgumentException("A source has a text of bounded length.", nameof(asked));

        var raised = await db.Database.ExecuteSqlAsync(
            $"""
             insert into tasks (id, kind, office, due_on, about, about_id, incident_id, source, ends_by_itself, raised_at)
             values ({QualityTaskId.New().Value}, {asked.Kind.ToString()}, {asked.Office}, {asked.DueOn}, {asked.About.ToString()}, {asked.AboutId},
                 {asked.IncidentId?.Value}, {asked.Source}, {asked.EndsByItself}, {now})
             on conflict (source) do nothing
             """, cancellationToken);
        return raised == 1;
    }

    /// <summary>Ends what is still open about something, of one kind or of all: it has been done, or need not be done any more.</summary>
    public static Task<int> EndTasksAsync(
        this QualityDb db, Matter about, Guid aboutId, QualityTaskKind? kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RequireTransaction(db);
        return db.Tasks.Where(t => t.About == about && t.AboutId == aboutId && t.DoneAt == null && (kind == null || t.Kind == kind))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.DoneAt, now), cancellationToken);
    }

    private static void RequireTransaction(QualityDb db)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A task is raised and ended in the transaction of the work that asks for it.");
    }
}
