using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>Asks an office for what it owns by the day on which that is due; from the day after, the task is overdue.</summary>
internal static class LearningTasks
{
    /// <remarks>
    /// The task is known to who knows the incident. Of several the one that involves safeguarding is named, for fewer know of it; of equals the first.
    /// </remarks>
    public static async Task AskForAsync(
        this QualityDb db, QualityTaskKind kind, Matter about, Guid aboutId, LearningResponseId response, string owner, DateOnly dueOn,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var linked = db.LearningResponses.Where(r => r.Id == response).SelectMany(r => r.Incidents).Select(i => i.IncidentId);
        var incident = await db.Incidents.Where(i => linked.Contains(i.Id)).OrderByDescending(i => i.Safeguarding).ThenBy(i => i.Id)
            .Select(i => (IncidentId?)i.Id).FirstOrDefaultAsync(cancellationToken);
        await db.RaiseTaskAsync(
            new($"{Words.Of(kind)}/{aboutId}", kind, owner, dueOn, about, aboutId, incident, EndsByItself: true), now, cancellationToken);
    }
}
