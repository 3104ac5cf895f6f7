using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Tasks;

/// <summary>Who knows of a task: the office that has to do it, as far as it may know what it is about. Every read of tasks goes through here.</summary>
internal static class KnownTasks
{
    public static IQueryable<QualityTask> TasksOf(this QualityDb db, Caller caller)
    {
        var incidents = db.Incidents.KnownTo(caller);
        return db.Tasks.Where(t => t.Office == caller.Role && (t.IncidentId == null || incidents.Any(i => i.Id == t.IncidentId)));
    }
}
