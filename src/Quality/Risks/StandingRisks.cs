using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>A risk with the version of it that stands.</summary>
internal sealed class StandingRisk
{
    public required Risk Risk { get; init; }
    public required RiskVersion Version { get; init; }
}

internal static class StandingRisks
{
    public static IQueryable<StandingRisk> RisksAsTheyStand(this QualityDb db) =>
        db.Risks.AsNoTracking().Join(db.RiskVersions.AsNoTracking(), r => new { Id = r.Id, r.Version }, v => new { Id = v.RiskId, v.Version },
            (risk, version) => new StandingRisk { Risk = risk, Version = version });

    /// <summary>The links of a risk to incidents of which the caller knows.</summary>
    public static Task<List<RiskLinkView>> LinksKnownToAsync(this QualityDb db, Caller caller, RiskId risk, CancellationToken cancellationToken) =>
        db.RiskLinks.AsNoTracking().Where(l => l.RiskId == risk && l.RemovedAt == null)
            .Join(db.Incidents.KnownTo(caller), l => l.IncidentId, i => i.Id, (link, incident) => new { link, incident.Reference })
            .OrderBy(each => each.link.At).ThenBy(each => each.link.Id).Take(Risk.LinksMax)
            .Select(each => new RiskLinkView(each.link.Id.Value, each.link.IncidentId.Value, each.Reference, each.link.ByRole, each.link.At))
            .ToListAsync(cancellationToken);
}
