using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tasks;

/// <summary>Which tasks are asked for; what is left out does not narrow the list.</summary>
/// <remarks>
/// <c>State</c> and <c>Kind</c> are words of <see cref="TaskState"/> and <see cref="QualityTaskKind"/>; <c>Overdue</c> true: only what is open and
/// late. <c>After</c> is the cursor that an earlier answer gave.
/// </remarks>
public sealed record TaskFilter(
    string? State, bool? Overdue, string? Kind, [property: StringLength(64)] string? After, [property: Range(1, FindTasks.LimitMax)] int? Limit);

/// <summary>The tasks of the caller's office, the earliest due first.</summary>
internal static class FindTasks
{
    public const int LimitMax = 200;
    private const int LimitDefault = 50;

    public static async Task<Feed<TaskView>> Handle(
        [AsParameters] TaskFilter filter, Caller caller, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        var tasks = Narrow(db.TasksOf(caller), filter, today);
        if (filter.After is { } text)
        {
            var (day, id) = TaskCursor.Parse(text);
            tasks = tasks.Where(t => EF.Functions.GreaterThan(ValueTuple.Create(t.DueOn, t.Id), ValueTuple.Create(day, id)));
        }

        var size = filter.Limit ?? LimitDefault;
        var found = await tasks.AsNoTracking().OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = found.Take(size).Select(t => TaskView.Of(t, today)).ToList();
        return new(items, found.Count <= size ? null : new TaskCursor(found[size - 1].DueOn, found[size - 1].Id).ToString());
    }

    private static IQueryable<QualityTask> Narrow(IQueryable<QualityTask> tasks, TaskFilter filter, DateOnly today)
    {
        if (Words.Asked<TaskState>(filter.State) is { } state) tasks = tasks.Where(t => (t.DoneAt == null) == (state == TaskState.Open));
        if (Words.Asked<QualityTaskKind>(filter.Kind) is { } kind) tasks = tasks.Where(t => t.Kind == kind);
        return filter.Overdue is { } overdue ? tasks.Where(t => (t.DoneAt == null && t.DueOn < today) == overdue) : tasks;
    }
}
