using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>The organisations and locations that a feed's services name, each once: those that the directory has, and those that it will have.</summary>
/// <remarks>What the directory has by id or, of organisations, by name is taken as it stands unless the source brought it itself.</remarks>
internal sealed class SourceRecords(Import import, ServiceReferences known, IReadOnlySet<(string Noun, Guid Id)> owned)
{
    private readonly Dictionary<(string Noun, string Value), Guid?> met = [];
    private readonly List<SourceRecord> staged = [];
    private readonly HashSet<(string Noun, Guid Id)> stagedIds = [];    // two spellings of an id are two values

    /// <summary>What has been met and not been written down yet.</summary>
    public IReadOnlyList<SourceRecord> Take()
    {
        SourceRecord[] taken = [.. staged];
        staged.Clear();
        return taken;
    }

    /// <summary>Our id of an organization; null where it is none that the directory can hold.</summary>
    public Guid? OrganisationOf(JsonElement? organization, string? organizationId) =>
        (organization?.Text("id") ?? organizationId) is not { } value || value.Length > ImportMapping.ExternalIdLengthMax ? null
        : met.TryGetValue((ExternalId.Organisation, value), out var id) ? id
        : met[(ExternalId.Organisation, value)] = Organisation(value, organization);

    /// <summary>Our id of a location; null where it is none that the directory can hold.</summary>
    public Guid? SiteOf(JsonElement? location, Guid operatedBy) =>
        location is not { } place || place.Text("id") is not { } value || value.Length > ImportMapping.ExternalIdLengthMax ? null
        : met.TryGetValue((ExternalId.Site, value), out var id) ? id
        : met[(ExternalId.Site, value)] = Site(value, place, operatedBy);

    private Guid? Organisation(string value, JsonElement? organization)
    {
        var id = IdOf(ExternalId.Organisation, value);
        if (known.Organisations.ContainsKey(id) && !owned.Contains((ExternalId.Organisation, id))) return id;
        if (organization is not { } said || said.Text("name").Fit(OrganisationMapping.NameLengthMax) is not { } name)
            return known.Organisations.ContainsKey(id) ? id : null;
        if (!known.Organisations.ContainsKey(id) && known.OrganisationWithName(name) is { } namesake) return namesake;

        var request = new PutOrganisationRequest
        {
            Name = name, Kind = OrganisationKind.Other, Status = RecordStatus.Active, IsDemonstration = false,
            Description = said.Text("description").Fit(OrganisationMapping.DescriptionLengthMax), Url = said.Web("website") ?? said.Web("url"),
            Email = said.Email("email"), Telephone = said.Telephone(),
        };
        if (!Stage(ExternalId.Organisation, id, value, request)) return null;
        known.Organisations.TryAdd(id, name);
        return id;
    }

    private Guid? Site(string value, JsonElement location, Guid operatedBy)
    {
        var id = IdOf(ExternalId.Site, value);
        if (known.Sites.Contains(id) && !owned.Contains((ExternalId.Site, id))) return id;

        var address = location.Parts("addresses").Select(AddressOf).FirstOrDefault(found => found is not null);
        var isVirtual = location.Text("location_type") == "virtual";
        var name = (location.Text("name") ?? address?.Lines[0] ?? (isVirtual ? "Online" : null)).Fit(SiteMapping.NameLengthMax);
        if (name is null || (address is null && !isVirtual)) return known.Sites.Contains(id) ? id : null;

        var (latitude, longitude) = (location.Real("latitude"), location.Real("longitude"));
        var request = new PutSiteRequest
        {
            Name = name, Kind = isVirtual ? SiteKind.Virtual : SiteKind.Other, OrganisationId = operatedBy, Address = address, IsDemonstration = false,
            Description = location.Text("description").Fit(SiteMapping.DescriptionLengthMax), Telephone = location.Telephone(),
            Transport = location.Text("transportation").Fit(SiteMapping.DescriptionLengthMax),
            AccessibilityNotes = string.Join(' ', location.Parts("accessibility").Select(a => a.Text("description")).OfType<string>()) is { Length: > 0 } notes
                ? notes.Fit(SiteMapping.DescriptionLengthMax) : null,
            Latitude = latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 ? latitude : null,
            Longitude = latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 ? longitude : null,
        };
        if (!Stage(ExternalId.Site, id, value, request)) return null;
        known.Sites.Add(id);
        return id;
    }

    private static AddressRequest? AddressOf(JsonElement address)
    {
        string[] lines =
        [
            .. new[] { "address_1", "address_2", "city" }.SelectMany(part => address.Text(part)?.Split([',', '\n'], StringSplitOptions.TrimEntries) ?? [])
                .Where(line => line.Length is > 0 and <= SiteMapping.AddressLineLengthMax).Take(SiteMapping.AddressLinesMax),
        ];
        return lines.Length > 0 && Postcode.TryParse(address.Text("postal_code"), out var postcode)
            ? new() { Lines = lines, Postcode = postcode.Value }
            : null;
    }

    private bool Stage<TRequest>(string noun, Guid id, string value, TRequest request) where TRequest : notnull
    {
        if (!Validator.TryValidateObject(request, new(request), null, validateAllProperties: true)) return false;
        if (stagedIds.Add((noun, id)))
            staged.Add(new() { ImportId = import.Id, Noun = noun, RecordId = id, Value = value, Request = RecordJson.Node(request)!.ToJsonString() });
        return true;
    }

    private Guid IdOf(string noun, string value) => Guid.TryParse(value, out var id) ? id : SourceId.Of(import.Source ?? "", noun, value);
}
