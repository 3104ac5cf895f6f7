using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Services in the words of Open Referral UK 3.0, whoever wrote them, as rows of an import.</summary>
/// <remarks>
/// An export of ours carries the whole record beside what the standard can say (<see cref="RecordMember"/>): where it stands, it is what counts. What
/// else a feed says that the directory has no member for is passed over.
/// </remarks>
internal sealed class OpenReferralRows(Import import, ServiceReferences known, SourceRecords records)
{
    /// <summary>The member of a service that holds our own record, whole.</summary>
    public const string RecordMember = "directory_record";

    private static readonly JsonDocumentOptions RecordOptions = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <param name="number">As the sender counts.</param>
    /// <param name="read">Null: it is too large to be read.</param>
    public IncomingRow Read(int number, JsonElement? read)
    {
        if (read is not { } service) return new(number, null, null, NoMembers, [Finding(null, RowErrors.TooLarge)]);

        var (id, text, members, findings) = ((Guid?)null, (string?)null, NoMembers, new List<RowFinding>());
        var size = JsonMarshal.GetRawUtf8Value(service).Length;
        try
        {
            text = service.Text("id");
            id = Guid.TryParse(text, out var own) ? own : null;
            if (text is null) findings.Add(Finding("id", RowErrors.KeyMissing));
            if (text?.Length > ImportMapping.ExternalIdLengthMax)
            {
                findings.Add(Finding("id", RowErrors.KeyUnreadable));
                text = null;
            }

            if (size > OpenReferralFile.ServiceBytesMax) findings.Add(Finding(null, RowErrors.TooLarge));
            else members = service.Part(RecordMember) is { } record ? RecordOf(record, findings) : MembersOf(service);
        }
        catch (InvalidOperationException)
        {
            // Halves of surrogate pairs and bytes that are no UTF-8 are left by the reader of JSON to whoever asks for the text.
            findings.Add(Finding(null, RowErrors.CellUnreadable));
        }

        return new(number, id, text, members, findings) { Size = size };
    }

    private static Dictionary<string, JsonNode?> NoMembers => new(StringComparer.Ordinal);

    private static Dictionary<string, JsonNode?> RecordOf(JsonElement record, List<RowFinding> findings)
    {
        try
        {
            if (JsonNode.Parse(record.GetRawText(), null, RecordOptions) is JsonObject own && IsText(record))
                return own.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Said below: the row is left out, and no other.
        }

        findings.Add(new(RecordMember, RowErrors.CellUnreadable.Code, "It must be a record of whole characters without U+0000, with each member once."));
        return NoMembers;
    }

    // Text is read no sooner than it is asked for: what no database can hold must be found here.
    private static bool IsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !value.GetString()!.Contains('\0', StringComparison.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().All(IsText),
        JsonValueKind.Object => value.EnumerateObject().All(member => !member.Name.Contains('\0', StringComparison.Ordinal) && IsText(member.Value)),
        _ => true,
    };

    private static RowFinding Finding(string? column, DomainError error) => new(column, error.Code, error.Title);

    private Dictionary<string, JsonNode?> MembersOf(JsonElement service)
    {
        var provider = records.OrganisationOf(service.Part("organization"), service.Text("organization_id"));
        var sites = service.Parts("service_at_locations").Select(at => (At: at, Site: provider is { } operated ? records.SiteOf(at.Part("location"), operated) : null))
            .Where(at => at.Site is not null).ToList();
        var members = new Dictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["name"] = service.Text("name").Fit(ServiceMapping.NameLengthMax),
            ["description"] = service.Text("description").Fit(ServiceMapping.DescriptionLengthMax) ?? string.Empty,
            ["providerId"] = provider,
            ["siteIds"] = new JsonArray([.. sites.Select(at => at.Site!.Value).Distinct().Select(site => JsonValue.Create(site))]),
            ["status"] = StatusOf(service.Text("status")).Word(),
            ["url"] = service.Web("url"),
            ["email"] = service.Email("email"),
            ["telephone"] = service.Telephone(),
            ["minimumAgeYears"] = service.Whole("minimum_age"),
            ["maximumAgeYears"] = service.Whole("maximum_age"),
            ["eligibilityNotes"] = service.Text("eligibility_description").Fit(ServiceMapping.NotesLengthMax),
            ["referralMethod"] = service.Text("application_process").Fit(ServiceMapping.ReferralMethodLengthMax),
            ["accreditations"] = service.Text("accreditations").Fit(ServiceMapping.NotesLengthMax),
            ["alert"] = service.Text("alert").Fit(ServiceMapping.NotesLengthMax),
            ["interpreting"] = service.Text("interpretation_services") is not null,
            ["languages"] = new JsonArray([.. LanguagesOf(service).Select(tag => JsonValue.Create(tag))]),
            ["costs"] = new JsonArray([.. CostsOf(service).Select(RecordJson.Node)]),
            ["contacts"] = new JsonArray([.. ContactsOf(service).Select(RecordJson.Node)]),
            ["openingHours"] = new JsonArray([.. service.Parts("schedules").SelectMany(schedule => OpenHours.Of(schedule, null))
                .Concat(sites.SelectMany(at => at.At.Parts("schedules").SelectMany(schedule => OpenHours.Of(schedule, at.Site))))
                .Take(100).Select(RecordJson.Node)]),
        };
        AddAssurance(service, members);
        AddTerms(service, members, sites.Count > 0);
        return members;
    }

    // Most feeds say nothing of it, which takes away no assurance that was given here. They have no member for who gave it.
    private static void AddAssurance(JsonElement service, Dictionary<string, JsonNode?> members)
    {
        if (service.Date("assured_date") is { } day) (members["assuredOn"], members["assuredBy"]) = (DateText.Write(day), null);
        if (service.Email("assurer_email") is { } email) members["assurerEmail"] = email;
    }

    // The lists that our own feed sorts by come back as what they are; others' terms where the directory has them.
    private void AddTerms(JsonElement service, Dictionary<string, JsonNode?> members, bool hasSites)
    {
        var ids = service.Parts("attributes").Select(attribute => attribute.Part("taxonomy_term")?.Text("id") ?? attribute.Text("taxonomy_term_id"))
            .Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().ToList();
        var own = ids.Select(OwnTaxonomy.Find).OfType<(OwnTaxonomy Taxonomy, OwnTerm Term)>().ToLookup(pair => pair.Taxonomy.Id, pair => pair.Term.Code);
        members["termIds"] = new JsonArray([.. ids.Where(known.Terms.Contains).Take(100).Select(id => JsonValue.Create(id))]);
        if ((own[OwnTaxonomy.Categories.Id].FirstOrDefault() ?? import.Category?.Word()) is { } category) members["category"] = category;
        if (own[OwnTaxonomy.Routes.Id].Any())
            members["referralRoutes"] = new JsonArray([.. own[OwnTaxonomy.Routes.Id].Select(code => JsonValue.Create(code))]);
        string[] ways = own[OwnTaxonomy.Deliveries.Id].Any() ? [.. own[OwnTaxonomy.Deliveries.Id]] : [DeliveryOf(service, hasSites).Word()];
        members["delivery"] = new JsonArray([.. ways.Select(code => JsonValue.Create(code))]);
    }

    private static Delivery DeliveryOf(JsonElement service, bool hasSites) =>
        service.Parts("service_at_locations").All(at => at.Part("location")?.Text("location_type") == "virtual") && service.Parts("service_at_locations").Any()
            ? Delivery.Online
            : !hasSites && service.Text("url") is not null && service.Telephone() is null ? Delivery.Online
            : !hasSites && service.Telephone() is not null ? Delivery.Telephone
            : Delivery.InPerson;

    private static RecordStatus StatusOf(string? status) => status?.ToLowerInvariant() switch
    {
        null or "active" => RecordStatus.Active,
        "defunct" or "closed" => RecordStatus.Closed,
        _ => RecordStatus.Dormant,
    };

    private static IEnumerable<string> LanguagesOf(JsonElement service) => service.Parts("languages")
        .Select(language => new[] { language.Text("code"), language.Text("language") }.OfType<string>().FirstOrDefault(new LanguageTagAttribute().IsValid)
            ?? LanguageNames.TagOf(language.Text("name") ?? language.Text("language")))
        .OfType<string>().Distinct(StringComparer.Ordinal).Take(LanguageTagAttribute.CountMax);

    private static List<Cost> CostsOf(JsonElement service)
    {
        var costs = service.Parts("cost_options").Select(option => new Cost
        {
            Option = option.Text("option").Fit(200),
            AmountPence = option.Real("amount") is { } pounds and >= 0 && pounds * 100 <= Cost.AmountPenceMax ? (long)Math.Round(pounds * 100) : null,
            Description = option.Text("amount_description").Fit(500),
            ValidFrom = option.Date("valid_from"), ValidUntil = option.Date("valid_to"),
        }).Where(cost => !(cost.ValidFrom > cost.ValidUntil) && (cost.Option ?? cost.Description) is not null | cost.AmountPence is not null).Take(30).ToList();
        return costs.Count == 0 && service.Text("fees") is { } fees ? [new() { Description = fees.Fit(500) }] : costs;
    }

    private static IEnumerable<Contact> ContactsOf(JsonElement service) => service.Parts("contacts").Select(contact => new Contact
    {
        Name = contact.Text("name").Fit(200), Role = contact.Text("title").Fit(200), Department = contact.Text("department").Fit(200),
        Telephone = contact.Telephone(), Email = contact.Email("email"),
    }).Where(contact => contact.ReachesSomebody).Take(20);
}
