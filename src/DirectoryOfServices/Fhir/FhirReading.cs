using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Fhir.Parts;
using IntegratedCare.DirectoryOfServices.Places;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>One request's reading: everything that is asked for at once, at one moment.</summary>
internal sealed record FhirReading(DirectoryDb Db, DateTimeOffset Now, CancellationToken CancellationToken)
{
    /// <summary>Everything that is said of these services, in a number of queries that does not grow with theirs.</summary>
    public async Task<IReadOnlyList<ServiceFacts>> ServicesAsync(IReadOnlyCollection<Guid> ids)
    {
        var serviceIds = ids.Select(ServiceId.From).ToArray();
        var sheets = await ServiceSheet.ReadAsync(Db, serviceIds, CancellationToken);
        var restrictions = await Db.Restrictions.AsNoTracking()
            .Where(r => serviceIds.Contains(r.ServiceId) && r.ImposedAt != null && r.LiftedAt == null)
            .Select(r => new { r.ServiceId, r.Level })
            .ToListAsync(CancellationToken);
        var ofMerged = await (
            from merged in Db.CareServices
            join r in Db.Restrictions on merged.Id equals r.ServiceId
            where merged.MergedInto != null && serviceIds.Contains(merged.MergedInto.Value) && r.ImposedAt != null && r.LiftedAt == null
            select new { ServiceId = merged.MergedInto!.Value, r.Level }).ToListAsync(CancellationToken);
        var endpoints = await Db.EndpointEntries.AsNoTracking()
            .Where(e => serviceIds.Contains(e.ServiceId)).OrderBy(e => e.Position).ToListAsync(CancellationToken);
        var surroundings = await SurroundingsAsync(sheets.Values);

        var levels = restrictions.Concat(ofMerged).ToLookup(r => r.ServiceId, r => r.Level);
        var points = endpoints.ToLookup(e => e.ServiceId);
        return
        [
            .. serviceIds.Where(sheets.ContainsKey).Distinct().Select(id => new ServiceFacts(
                sheets[id], [.. levels[id].OfType<string>()], [.. points[id]], surroundings)),
        ];
    }

    private async Task<Surroundings> SurroundingsAsync(IReadOnlyCollection<ServiceSheet> sheets)
    {
        var place = await Db.Places.AsNoTracking().Include(p => p.Neighbourhoods).SingleOrDefaultAsync(CancellationToken);
        var taxonomyIds = sheets.SelectMany(s => s.Service.Terms).Select(t => t.Term!.TaxonomyId).Distinct().ToArray();
        var taxonomies = await Db.Taxonomies.AsNoTracking().Where(t => taxonomyIds.Contains(t.Id) && t.Uri != null)
            .Select(t => new { t.Id, t.Uri }).ToDictionaryAsync(t => t.Id.Value, t => t.Uri!, CancellationToken);
        var practiceIds = sheets.SelectMany(s => s.Service.Practices).Select(p => p.PracticeId).Distinct().ToArray();
        var practices = await Db.Organisations.AsNoTracking().Where(o => practiceIds.Contains(o.Id))
            .Select(o => new { o.Id, o.Name }).ToDictionaryAsync(o => o.Id.Value, o => o.Name, CancellationToken);
        return new(place, taxonomies, practices);
    }
}

/// <summary>A service with what other records say of it.</summary>
internal sealed record ServiceFacts(
    ServiceSheet Sheet, IReadOnlyList<string> RestrictionLevels, IReadOnlyList<EndpointEntry> Endpoints, Surroundings Around)
{
    public CareService Service => Sheet.Service;
}

/// <summary>What several services share: the place, names of practices, addresses of taxonomies.</summary>
internal sealed record Surroundings(
    Place? Place, IReadOnlyDictionary<Guid, string> TaxonomyUris, IReadOnlyDictionary<Guid, string> PracticeNames)
{
    public string NameOfNeighbourhood(string code) => Place?.Neighbourhoods.FirstOrDefault(n => n.Code == code)?.Name ?? code;
}
