using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>Location: the sites.</summary>
internal static class Locations
{
    /// <summary>How many services' hours a page of sites looks at; a page of real sites has fewer.</summary>
    private const int ServicesMax = 1_000;

    public static ResourceKind Kind { get; } = new(nameof(Location), "sites l", "l.id", "l.changed_at", ReadAsync)
    {
        TextSorts = new Dictionary<string, string> { ["name"] = "l.name" },
        Parameters =
        [
            new TokenParameter("identifier", "Our own identifier of the site, or its UPRN.", token => Sql.Any(
            [
                Tokens.Id(token, FhirCodes.SiteId, "l.id"),
                token.System is null or FhirCodes.Uprn ? Tokens.Code(token, "l.uprn") : Sql.False,
            ])) { Present = Sql.True },
            new StringParameter("name", "What the site is called.", any => any("l.name")) { Present = Sql.True },
            new StringParameter("address", "Any part of the address.", any =>
                $"(exists (select 1 from unnest(l.address_lines) line where {any("line")}) or {any("l.postcode")})")
                { Present = $"l.postcode is not null" },
            new StringParameter("address-city", "The town.", any => any(PostTown.Sql("l.address_lines"))) { Present = $"l.postcode is not null" },
            new StringParameter("address-postalcode", "The postcode, with its space or without.", any => any("l.postcode"))
                { Present = $"l.postcode is not null", WithoutSpaces = true },
            new ReferenceParameter("organization", "Who runs the site.", nameof(Organization), ids => $"l.organisation_id in ({ids})",
                ids => $"select distinct l.organisation_id from sites l where l.id = any({ids})") { Present = Sql.True },
            new NearParameter("near", "Within a distance: latitude|longitude|distance|units.", "l.latitude", "l.longitude")
                { Present = $"l.latitude is not null" },
            new TokenParameter("status", "Always active: what is closed is no site of the directory.",
                token => token is { System: null or "http://hl7.org/fhir/location-status", Code: "active" or null } ? Sql.True : Sql.False)
                { Present = Sql.True },
            new TokenParameter("type", "The kind of site.", token => Tokens.Word<SiteKind>(token, "l.kind", FhirCodes.Of)) { Present = Sql.True },
        ],
    };

    private static async Task<IReadOnlyList<Resource>> ReadAsync(FhirReading reading, Guid[] ids)
    {
        var siteIds = ids.Select(SiteId.From).ToArray();
        var sites = await reading.Db.Sites.AsNoTracking().Where(s => siteIds.Contains(s.Id)).ToListAsync(reading.CancellationToken);
        var operators = sites.Select(s => s.OrganisationId).Distinct().ToArray();
        var names = await reading.Db.Organisations.AsNoTracking().Where(o => operators.Contains(o.Id))
            .Select(o => new { o.Id, o.Name }).ToDictionaryAsync(o => o.Id, o => o.Name, reading.CancellationToken);
        var hours = await HoursAsync(reading, siteIds);
        var today = LondonTime.DateOf(reading.Now);
        return [.. sites.Select(site => Of(site, names[site.OrganisationId], Hours.Week(hours[site.Id], today)))];
    }

    // A site is usually open when care is given there: hours that name the site, and those of services that are given nowhere else.
    private static async Task<ILookup<SiteId, OpeningHours>> HoursAsync(FhirReading reading, SiteId[] ids)
    {
        var services = await reading.Db.CareServices.FromSql($"select * from care_services where opening_hours <> '[]'").AsNoTracking()
            .Where(s => s.Status == RecordStatus.Active && s.Sites.Any(at => ids.Contains(at.SiteId)))
            .OrderBy(s => s.Id).Take(ServicesMax)
            .Select(s => new { s.OpeningHours, Sites = s.Sites.Select(at => at.SiteId).ToList() })
            .ToListAsync(reading.CancellationToken);
        return services
            .SelectMany(s => s.OpeningHours, (s, hours) => (Hours: hours, Site: SiteOf(hours, s.Sites)))
            .Where(each => each.Site is not null)
            .ToLookup(each => each.Site!.Value, each => each.Hours);
    }

    private static SiteId? SiteOf(OpeningHours hours, List<SiteId> given) =>
        hours.SiteId is { } named ? new SiteId(named) : given is [var only] ? only : null;

    private static Location Of(Site site, string operatedBy, IReadOnlyList<AvailableTime> week) => new()
    {
        Id = $"{site.Id.Value}",
        ChangedAt = site.ChangedAt,
        Meta = HealthcareServiceTwin.MetaOf(site.IsDemonstration),
        Extension =
        [
            .. site.Accessibility.Select(a => new Extension(FhirCodes.Own + "accessibility")
            {
                ValueCodeableConcept = CodeableConcept.Of(FhirCodes.Of(a)),
            }),
            .. Text("accessibility-notes", site.AccessibilityNotes),
            .. Text("transport", site.Transport),
        ],
        Identifier =
        [
            new(FhirCodes.SiteId, site.Id.Value.ToString()),
            .. site.Uprn is { } uprn ? [new Identifier(FhirCodes.Uprn, uprn)] : Array.Empty<Identifier>(),
        ],
        Status = "active",
        Name = site.Name,
        Description = site.Description,
        Mode = site.Kind == SiteKind.Home ? "kind" : "instance",
        Type = [CodeableConcept.Of(FhirCodes.Of(site.Kind))],
        Telecom = HealthcareServiceTwin.Telecoms(site.Telephone, null, null),
        Address = AddressOf(site),
        PhysicalType = FhirCodes.FormOf(site.Kind) is { } form ? CodeableConcept.Of(form) : null,
        Position = site is { Latitude: { } latitude, Longitude: { } longitude } ? new(longitude, latitude) : null,
        ManagingOrganization = Reference.To(nameof(Organization), site.OrganisationId.Value, operatedBy),
        HoursOfOperation = [.. week.Select(w => new HoursOfOperation(w.DaysOfWeek, w.AllDay, w.AvailableStartTime, w.AvailableEndTime))],
    };

    private static IEnumerable<Extension> Text(string word, string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : [new(FhirCodes.Own + word) { ValueString = text }];

    private static Address? AddressOf(Site site)
    {
        if (site.Postcode is not { } postcode) return null;

        var lines = site.AddressLines.Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        return new("work", "physical", string.Join(", ", lines.Append(postcode.Value)), lines, PostTown.Of(lines), postcode.Value, "GB");
    }
}
