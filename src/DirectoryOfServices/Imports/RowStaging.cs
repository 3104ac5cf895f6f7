using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Messaging;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Makes of a checked row what the report shows and what applying it writes.</summary>
internal sealed class RowStaging(StoredShape shape)
{
    public static ImportRow Rejected(Import import, IncomingRow row, Guid? id, string? name, IReadOnlyList<RowFinding> findings) => new()
    {
        ImportId = import.Id, Number = row.Number, Key = KeyOf(row), Name = Short(name), Outcome = RowOutcome.Rejected, ServiceId = id,
        Findings = findings,
    };

    public ImportRow Added(Import import, IncomingRow row, CareService service, string providerName) => new()
    {
        ImportId = import.Id, Number = row.Number, Key = KeyOf(row), Name = service.Name, Outcome = RowOutcome.Added,
        ServiceId = service.Id.Value, Service = shape.Row(service).ToJsonString(), Links = shape.LinksOf(service),
        ChangeId = Guid.CreateVersion7(), After = ServiceRecord.Of(service).ToJson(),
        Events = Heard(KeptEvent.Of(service.Published(providerName, service.ChangedAt))),
        ExternalId = ExternalIdOf(import, row, service),
    };

    /// <summary>A row of a service that stands: what changes, unless that is another's to say.</summary>
    public ImportRow Standing(
        Import import, IncomingRow row, CareService service, ExternalId? owner, bool editedSince, PutServiceRequest asked,
        string providerName, DateTimeOffset now, RowOutcome? outcome)
    {
        var (version, before, wasPublic) = (service.Version, ServiceRecord.Of(service), service.PublicStatus);
        if (service.MergedInto is not null) return Unchanged(import, row, service);    // another entry speaks for it
        var stored = shape.Row(service);
        if (import.Source is not null) asked = WithNewestAssurance(asked, service);
        if (!service.Amend(asked, now)) return Unchanged(import, row, service);
        if (owner?.Source != import.Source) throw new DomainException(RowErrors.BelongsToAnotherSource);
        if (editedSince) throw new DomainException(RowErrors.EditedHere);

        var after = ServiceRecord.Of(service);
        var (was, becomes) = (before.ToJson(), after.ToJson());
        List<object> heard = [service.Changed(providerName, now)];
        if (service.PublicStatus != wasPublic) heard.Add(service.StatusChanged(now));
        return new()
        {
            ImportId = import.Id, Number = row.Number, Key = KeyOf(row), Name = service.Name, Outcome = outcome ?? RowOutcome.Changed,
            ServiceId = service.Id.Value, StandingVersion = version, Differences = Differ(was, becomes),
            Service = Changes(stored, shape.Row(service)).ToJsonString(), Links = shape.LinksOf(service),
            ChangeId = Guid.CreateVersion7(), Before = was, After = becomes, Events = Heard([.. heard.Select(KeptEvent.Of)]),
            ExternalId = ExternalIdOf(import, row, service),
        };
    }

    // What a source says of an assurance counts only where it is news: an older one does not undo what was assured since.
    private static PutServiceRequest WithNewestAssurance(PutServiceRequest asked, CareService service) =>
        service.AssuredOn is not { } own || asked.AssuredOn > own || (asked.AssuredOn == own && !service.WasAssuredHere)
            ? asked
            : asked with { AssuredOn = own, AssuredBy = service.AssuredBy, AssurerEmail = service.AssurerEmail };

    private static ImportRow Unchanged(Import import, IncomingRow row, CareService service) => new()
    {
        ImportId = import.Id, Number = row.Number, Key = KeyOf(row), Name = service.Name, Outcome = RowOutcome.Unchanged,
        ServiceId = service.Id.Value,
    };

    private static string KeyOf(IncomingRow row) => row.Key.Cut(ImportMapping.ExternalIdLengthMax);

    private static string? Short(string? name) => name?.Cut(ServiceMapping.NameLengthMax);

    // What a source brings is its own from then on; what the directory's editors send is nobody else's.
    private static string? ExternalIdOf(Import import, IncomingRow row, CareService service) =>
        import.Source is null ? null : row.ExternalIdOf(service.Id.Value);

    private static string Heard(params IEnumerable<KeptEvent> events) => JsonSerializer.Serialize(events, RecordJson.Options);

    private static JsonObject Changes(JsonObject before, JsonObject after)
    {
        var changes = new JsonObject();
        foreach (var (column, value) in after)
        {
            if (!JsonNode.DeepEquals(value, before[column])) changes[column] = value?.DeepClone();
        }

        return changes;
    }

    private static List<Difference> Differ(string was, string becomes)
    {
        var (before, after) = (JsonElement.Parse(was), JsonElement.Parse(becomes));
        var members = before.EnumerateObject().Concat(after.EnumerateObject()).Select(m => m.Name).Distinct(StringComparer.Ordinal);
        return
        [
            .. from member in members
               let old = before.TryGetProperty(member, out var one) ? one : (JsonElement?)null
               let young = after.TryGetProperty(member, out var other) ? other : (JsonElement?)null
               where old?.GetRawText() != young?.GetRawText()
               select new Difference(member, old, young),
        ];
    }
}
