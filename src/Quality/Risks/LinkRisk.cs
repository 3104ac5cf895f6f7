using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Quality.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Risks;

/// <summary>An incident that has to do with a risk. Nobody but who knows of the incident learns of the link: it changes no version and no total.</summary>
public sealed record LinkRiskRequest(Guid IncidentId);

internal static class LinkRisk
{
    public static async Task<Created<RiskLinkView>> Handle(
        Guid id, LinkRiskRequest request, Caller caller, Purpose purpose, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (riskId, incidentId) = (RiskId.From(id), IncidentId.From(request.IncidentId));
        if (!await db.Risks.AnyAsync(r => r.Id == riskId, cancellationToken)) throw new DomainException(RiskErrors.NotFound);
        var incident = await db.Incidents.AsNoTracking().KnownTo(caller).SingleOrDefaultAsync(i => i.Id == incidentId, cancellationToken)
            ?? throw new DomainException(RiskErrors.IncidentUnknown);

        // Of those that the caller knows: that the bound is reached must not tell of others.
        if ((await db.LinksKnownToAsync(caller, riskId, cancellationToken)).Count >= Risk.LinksMax) throw new DomainException(RiskErrors.TooManyLinks);
        var link = new RiskLink
        {
            Id = RiskLinkId.New(), RiskId = riskId, IncidentId = incidentId, BySubject = caller.Subject, ByRole = caller.Role, At = time.GetUtcNow(),
        };
        db.RiskLinks.Add(link);
        await db.RecordAccessAsync(incident, caller, purpose, "risk.link", cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(RiskLinkMapping.StandingIndex))
        {
            throw new DomainException(RiskErrors.LinkStands);
        }

        return TypedResults.Created($"/api/quality/risks/{id}", new RiskLinkView(link.Id.Value, request.IncidentId, incident.Reference, link.ByRole, link.At));
    }
}

internal static class UnlinkRisk
{
    public static async Task<NoContent> Handle(
        Guid id, Guid linkId, Caller caller, Purpose purpose, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (riskId, meant) = (RiskId.From(id), RiskLinkId.From(linkId));
        var link = await db.RiskLinks.SingleOrDefaultAsync(l => l.Id == meant && l.RiskId == riskId && l.RemovedAt == null, cancellationToken)
            ?? throw new DomainException(RiskErrors.LinkUnknown);
        var incident = await db.Incidents.AsNoTracking().KnownTo(caller).SingleOrDefaultAsync(i => i.Id == link.IncidentId, cancellationToken)
            ?? throw new DomainException(RiskErrors.LinkUnknown);
        link.Remove(caller, time.GetUtcNow());
        await db.RecordAccessAsync(incident, caller, purpose, "risk.unlink", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
