using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Compares rows with the directory, many at a time: what each would do, or why it is left out.</summary>
internal sealed class RowCheck(
    DirectoryDb db, Import import, ServiceReferences known, ServiceDraft draft, RowStaging staging, DateTimeOffset now)
{
    // Changes that are not the words of the directory's editors.
    private static readonly ServiceChangeKind[] NobodysEdits =
    [
        ServiceChangeKind.Published, ServiceChangeKind.Imported, ServiceChangeKind.Assured, ServiceChangeKind.ProviderRenamed,
        ServiceChangeKind.Restricted, ServiceChangeKind.Lifted,
    ];

    private readonly HashSet<Guid> seen = [];
    private readonly HashSet<Guid> needed = [];
    private readonly Dictionary<string, Guid> given = new(StringComparer.Ordinal);    // the external ids of the rows so far

    /// <summary>The services that the rows so far were of.</summary>
    public IReadOnlySet<Guid> Seen => seen;

    /// <summary>The organisations and sites to which the rows so far refer that are not left out.</summary>
    public IReadOnlySet<Guid> Needed => needed;

    public async Task<IReadOnlyList<ImportRow>> CheckAsync(IReadOnlyCollection<IncomingRow> rows, CancellationToken cancellationToken)
    {
        var byExternalId = await FindByExternalIdAsync(rows, cancellationToken);
        var ids = rows.Select(row => IdOf(row, byExternalId)).ToList();
        var standing = await StandingAsync([.. ids.OfType<Guid>()], cancellationToken);
        var staged = new List<ImportRow>(rows.Count);
        foreach (var (row, id) in rows.Zip(ids)) staged.Add(await CheckAsync(row, id, byExternalId, standing, cancellationToken));
        return staged;
    }

    /// <summary>The services that would be closed because no row is of them any more.</summary>
    public async Task<IReadOnlyList<ImportRow>> CloseAsync(
        IReadOnlyCollection<Guid> unsent, int numberBefore, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(unsent, cancellationToken);
        var rows = new List<ImportRow>();
        foreach (var id in unsent.Order())
        {
            var service = standing.Services[id];
            var closing = new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["status"] = RecordStatus.Closed.Word() };
            var incoming = new IncomingRow(++numberBefore, id, standing.Owners.GetValueOrDefault(id)?.Value, closing, []);
            var findings = new List<RowFinding>();
            var request = await draft.RequestAsync(
                incoming, ServiceRecord.Of(service).ToJson(), service.Status, known, findings, cancellationToken);
            rows.Add(request is null
                ? RowStaging.Rejected(import, incoming, id, service.Name, findings)
                : Compare(incoming, id, request, standing, RowOutcome.Removed));
        }

        return rows;
    }

    private async Task<ImportRow> CheckAsync(
        IncomingRow row, Guid? id, Dictionary<string, Guid> byExternalId, Standing standing, CancellationToken cancellationToken)
    {
        var findings = row.Findings.ToList();
        if (id is not { } serviceId)
        {
            if (findings.Count == 0) Refuse(RowErrors.KeyMissing);
            return RowStaging.Rejected(import, row, null, row.Name, findings);
        }

        if (!seen.Add(serviceId)) Refuse(RowErrors.KeyTwice);
        CheckExternalId(row, serviceId, byExternalId, findings);
        var service = standing.Services.GetValueOrDefault(serviceId);
        var before = service is null ? null : ServiceRecord.Of(service).ToJson();
        var request = await draft.RequestAsync(row, before, service?.Status, known, findings, cancellationToken);
        if (request is null) return RowStaging.Rejected(import, row, serviceId, row.Name ?? service?.Name, findings);

        var staged = Compare(row, serviceId, request, standing, null);
        if (staged.Outcome != RowOutcome.Rejected) needed.UnionWith(request.SiteIds.Append(request.ProviderId));
        return staged;

        void Refuse(DomainError error) => findings.Add(new(null, error.Code, error.Title));
    }

    // The source's id of a service is that service's alone, by an earlier row as by an earlier import.
    private void CheckExternalId(IncomingRow row, Guid id, Dictionary<string, Guid> byExternalId, List<RowFinding> findings)
    {
        if (import.Source is null) return;

        var externalId = row.ExternalIdOf(id);
        if (byExternalId.TryGetValue(externalId, out var known) && known != id) Refuse(RowErrors.ExternalIdTaken);
        else if (!given.TryAdd(externalId, id) && given[externalId] != id) Refuse(RowErrors.ExternalIdTwice);

        void Refuse(DomainError error) => findings.Add(new(ServiceTable.ExternalIdColumn, error.Code, error.Title));
    }

    private ImportRow Compare(IncomingRow row, Guid id, PutServiceRequest request, Standing standing, RowOutcome? outcome)
    {
        try
        {
            var service = standing.Services.GetValueOrDefault(id);
            var owner = standing.Owners.GetValueOrDefault(id);
            return service is null
                ? staging.Added(import, row, CareService.Of(new(id), request, standing.Restricted.Contains(id), now), NameOf(request))
                : staging.Standing(
                    import, row, service, owner, owner?.Version < standing.Edited.GetValueOrDefault(id), request, NameOf(request), now, outcome);
        }
        catch (DomainException e)
        {
            return RowStaging.Rejected(import, row, id, row.Name, [new(null, e.Error.Code, e.Detail ?? e.Error.Title)]);
        }
    }

    private string NameOf(PutServiceRequest request) => known.Organisations[request.ProviderId];

    private Guid? IdOf(IncomingRow row, Dictionary<string, Guid> byExternalId) => row switch
    {
        { Id: { } id } => id,
        { ExternalId: { } external } when import.Source is { } source =>
            byExternalId.TryGetValue(external, out var known) ? known : SourceId.Of(source, Imports.ExternalId.Service, external),
        _ => null,
    };

    private async Task<Dictionary<string, Guid>> FindByExternalIdAsync(
        IReadOnlyCollection<IncomingRow> rows, CancellationToken cancellationToken)
    {
        var asked = rows.Select(r => r.ExternalId ?? r.Id?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return import.Source is null || asked.Length == 0
            ? []
            : await db.ExternalIds.AsNoTracking()
                .Where(e => e.Source == import.Source && e.Noun == Imports.ExternalId.Service && asked.Contains(e.Value))
                .ToDictionaryAsync(e => e.Value, e => e.RecordId, StringComparer.Ordinal, cancellationToken);
    }

    private async Task<Standing> StandingAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var serviceIds = ids.Select(ServiceId.From).ToArray();
        var services = await db.CareServices.AsNoTracking().WithLinks().Where(s => serviceIds.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id.Value, cancellationToken);
        var owners = await db.ExternalIds.AsNoTracking().Where(e => e.Noun == Imports.ExternalId.Service && ids.Contains(e.RecordId))
            .ToDictionaryAsync(e => e.RecordId, cancellationToken);
        var restricted = await db.Restrictions.AsNoTracking()
            .Where(r => serviceIds.Contains(r.ServiceId) && r.ImposedAt != null && r.LiftedAt == null)
            .Select(r => r.ServiceId).ToListAsync(cancellationToken);
        var owned = owners.Keys.Select(ServiceId.From).ToArray();
        var edited = await db.ServiceChanges.AsNoTracking().Where(c => owned.Contains(c.ServiceId) && !NobodysEdits.Contains(c.Kind))
            .GroupBy(c => c.ServiceId).Select(g => new { g.Key, Version = g.Max(c => c.Version) })
            .ToDictionaryAsync(g => g.Key.Value, g => g.Version, cancellationToken);
        return new(services, owners, [.. restricted.Select(r => r.Value)], edited);
    }

    private sealed record Standing(
        Dictionary<Guid, CareService> Services, Dictionary<Guid, ExternalId> Owners, HashSet<Guid> Restricted, Dictionary<Guid, long> Edited);
}
