using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tasks;

/// <summary>Somebody of the office says that a task is done.</summary>
internal static class DoTask
{
    public static async Task<TaskView> Handle(
        Guid id, Caller caller, Purpose purpose, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var taskId = QualityTaskId.From(id);
        var task = await db.TasksOf(caller).SingleOrDefaultAsync(t => t.Id == taskId, cancellationToken)
            ?? throw new DomainException(TaskErrors.NotFound);

        var now = time.GetUtcNow();
        task.Do(caller, now);
        db.RecordAccess(caller, purpose, "task.do", "task", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(TaskErrors.AlreadyDone);
        }

        return TaskView.Of(task, LondonTime.DateOf(now));
    }
}
