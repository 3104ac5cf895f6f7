using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Learning;

/// <summary>Who may know of a response: an officer who knows of every incident that it is about. Every read of responses goes through here.</summary>
internal static class KnownResponses
{
    public static IQueryable<LearningResponse> ResponsesKnownTo(this QualityDb db, Caller caller)
    {
        var known = db.Incidents.KnownTo(caller);
        return db.LearningResponses.Where(r => r.Incidents.All(linked => known.Any(i => i.Id == linked.IncidentId)));
    }
}
