using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tasks;

/// <summary>How much the caller's office has to do.</summary>
internal static class CountTasks
{
    public static async Task<TaskTotalsView> Handle(Caller caller, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        var open = db.TasksOf(caller).Where(t => t.DoneAt == null);
        return new(await open.CountAsync(cancellationToken), await open.CountAsync(t => t.DueOn < today, cancellationToken));
    }
}
