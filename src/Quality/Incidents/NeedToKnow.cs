using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Quality.Incidents;

/// <summary>Who may know of an incident. Every read of incidents goes through here.</summary>
/// <remarks>
/// The chief nurse's office and the statutory officers know of all incidents, a reporter of their own, nobody else of
/// any. The rule is the same with and without safeguarding, and that is the point: were other roles shown the incidents
/// that involve no safeguarding, a restricted service without a visible incident would tell them that a safeguarding
/// concern exists.
/// </remarks>
internal static class NeedToKnow
{
    public static readonly string[] Officers = [.. Policies.IncidentAffected.Roles];

    public static IQueryable<Incident> KnownTo(this IQueryable<Incident> incidents, Caller caller) =>
        caller.Is(Officers) ? incidents : incidents.Where(i => i.ReporterSubject == caller.Subject);

    /// <summary>A reporter knows of their own; an officer by their office alone.</summary>
    public static AccessBasis? BasisFor(this Incident incident, Caller caller) =>
        incident.ReporterSubject == caller.Subject ? AccessBasis.Own : null;
}
