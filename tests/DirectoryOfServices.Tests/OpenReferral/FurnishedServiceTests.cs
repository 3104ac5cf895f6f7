using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>A service of which everything is said that can be said.</summary>
public sealed class FurnishedServiceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>, IAsyncLifetime
{
    private readonly Guid taxonomy = Guid.CreateVersion7();
    private readonly Guid term = Guid.CreateVersion7();
    private readonly Guid provider = Guid.CreateVersion7();
    private readonly Guid site = Guid.CreateVersion7();
    private Guid id;
    private JsonElement served;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        directory.Clock.Now = new(2099, 7, 1, 10, 0, 0, TimeSpan.Zero);     // summer, and later than the database's own clock
        await directory.PutAsync($"organisations/{provider}", A.Organisation
            .With("name", "Testham Ulcer Charity").With("kind", "voluntarySector").With("isDemonstration", false)
            .With("description", "Heals legs.").With("url", "https://ulcer.example").With("email", "desk@ulcer.example")
            .With("telephone", "0161 496 0009").With("charityNumber", "1234567").With("companyNumber", "AB123456"));
        await directory.PutAsync($"taxonomies/{taxonomy}", new()
        {
            ["name"] = "Needs", ["description"] = "What people need", ["kind"] = "need", ["isDemonstration"] = false,
            ["terms"] = new JsonArray(new JsonObject { ["id"] = term, ["name"] = "Walking", ["code"] = "N1", ["uri"] = "https://terms.example/n1" }),
        });
        await directory.PutAsync($"sites/{site}", A.Site(provider).With("name", "Leg House").With("kind", "other").With("isDemonstration", false)
            .With("uprn", "100011234567").With("description", "A red house.").With("transport", "Bus 83 stops outside.")
            .With("accessibility", new JsonArray("stepFree", "hearingLoop")).With("accessibilityNotes", "Ring the lower bell."));
        id = await directory.PutServiceAsync(Furnished());
        served = await Served.GetAsync(directory.Host, $"services/{id}", Cancelled);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_is_valid_by_the_standard_s_schemata_however_it_is_asked_for()
    {
        Schemata.Require();

        Schemata.AssertValid("service", served);
        foreach (var (list, schema) in new[] { ("services?full=true", "service"), ("organizations?full_service=true", "organization"), ("service_at_locations?full=true", "service_at_location") })
            Assert.All(await Served.AllAsync(directory.Host, list, Cancelled), record => Schemata.AssertValid(schema, record));
        Served.AssertNothingEmpty(served);
    }

    [Fact]
    public void It_says_who_it_is_for_and_how_one_comes_to_it()
    {
        Assert.Equal("active", Text("status"));
        Assert.Equal("Leg ulcer clinic", Text("name"));
        Assert.Equal(18, served.GetProperty("minimum_age").GetInt32());
        Assert.Equal(99, served.GetProperty("maximum_age").GetInt32());
        Assert.Equal(
            "For women and girls. For people with: Venous leg ulcer. Needs must be eligible under the Care Act 2014; the council assesses them. "
            + "Not for arterial ulcers.", Text("eligibility_description"));
        Assert.Equal(
            "Ring first. Who may refer: The person or their family; a GP or the practice. How: by a booking; by telephone.", Text("application_process"));
        Assert.Equal("Interpreters can be arranged for other languages.", Text("interpretation_services"));
        Assert.Equal("Care Quality Commission: good", Text("accreditations"));
        Assert.Equal("Closed on Monday.", Text("alert"));
        Assert.Equal("2026-06-30", Text("assured_date"));
        Assert.Equal("assurance@council.example", Text("assurer_email"));
        Assert.Equal("2099-07-01T10:00:00.000Z", Text("last_modified"));
    }

    [Fact]
    public void It_tells_its_hours_as_recurrence_rules_in_London_s_time()
    {
        var schedules = Served.List(served, "schedules");

        Assert.Equal(3, schedules.Count);
        AssertSays(schedules[0], """
            {"freq":"WEEKLY","interval":2,"dtstart":"2026-06-01","byday":"MO,FR","opens_at":"09:00+01:00","closes_at":"12:30+01:00",
             "description":"Monday and Friday, every 2 weeks, 09:00 to 12:30.","attending_type":"In person","valid_from":"2026-06-01",
             "valid_to":"2027-05-31","notes":"By appointment Open on bank holidays as on other days."}
            """);
        AssertSays(schedules[1], """
            {"freq":"MONTHLY","interval":1,"byday":"2TU,-1TU","opens_at":"18:00+01:00","closes_at":"20:00+01:00",
             "description":"On the 2nd and last Tuesday of the month, 18:00 to 20:00."}
            """);
        AssertSays(schedules[2], """
            {"valid_from":"2026-12-24","valid_to":"2026-12-24","freq":"WEEKLY","byday":"TH","opens_at":"09:00Z","closes_at":"11:00Z",
             "description":"Other hours than usual: 24 December 2026, 09:00 to 11:00.","notes":"Christmas Eve"}
            """);
        var at = Served.List(served, "service_at_locations").Single().GetProperty("id").GetGuid();
        Assert.Equal(at, schedules[0].GetProperty("service_at_location_id").GetGuid());
        Assert.False(schedules[1].TryGetProperty("service_at_location_id", out _));
    }

    [Fact]
    public void It_tells_where_it_is_given_what_it_costs_and_whom_one_reaches()
    {
        var location = Served.List(served, "service_at_locations").Single().GetProperty("location");
        AssertSays(location, """
            {"location_type":"physical","name":"Leg House","description":"A red house.","transportation":"Bus 83 stops outside.",
             "latitude":53.54,"longitude":-2.1,"external_identifier":"100011234567","external_identifier_type":"UPRN"}
            """);
        AssertSays(location.GetProperty("addresses")[0], """
            {"address_1":"1 High Street","city":"Testham","state_province":"England","postal_code":"TE1 1AA","country":"GB","address_type":"physical"}
            """);
        Assert.Equal(
            ["No step between the street and the room.", "A hearing loop.", "Ring the lower bell."],
            Served.List(location, "accessibility").Select(feature => feature.GetProperty("description").GetString()));
        AssertSays(Served.List(served, "cost_options").Single(),
            """{"option":"Each session","amount":3.5,"currency":"GBP","amount_description":"Cash or card","valid_from":"2026-04-01","valid_to":"2027-03-31"}""");
        var contact = Served.List(served, "contacts").Single();
        AssertSays(contact, """{"title":"Referrals desk","email":"desk@clinic.example"}""");
        Assert.Equal("0161 496 0001", contact.GetProperty("phones")[0].GetProperty("number").GetString());
        Assert.Equal("0161 496 0002", served.GetProperty("phones")[0].GetProperty("number").GetString());
        Assert.Equal(["English", "Urdu"], Served.List(served, "languages").Select(language => language.GetProperty("name").GetString()));
        Assert.Equal(
            ["east neighbourhood", "Postcode district TE9"],
            Served.List(served, "service_areas").Select(area => area.GetProperty("name").GetString()));
    }

    [Fact]
    public void It_tells_the_terms_that_describe_it_and_who_provides_it()
    {
        var attributes = Served.List(served, "attributes").ToLookup(
            attribute => attribute.GetProperty("link_type").GetString(), attribute => attribute.GetProperty("taxonomy_term"));
        AssertSays(attributes["need"].Single(), $$"""
            {"id":"{{term}}","name":"Walking","code":"N1","term_uri":"https://terms.example/n1","taxonomy":"Needs","taxonomy_id":"{{taxonomy}}"}
            """);
        Assert.Equal("Community health", attributes["service_category"].Single().GetProperty("name").GetString());
        Assert.Equal("In person", attributes["attending_type"].Single().GetProperty("name").GetString());
        Assert.Equal(2, attributes["referral_route"].Count());
        var organization = served.GetProperty("organization");
        AssertSays(organization, """{"name":"Testham Ulcer Charity","description":"Heals legs.","website":"https://ulcer.example","email":"desk@ulcer.example"}""");
        Assert.Equal(
            ["GB-CHC 1234567", "GB-COH AB123456"],
            Served.List(organization, "organization_identifiers").Select(known => $"{known.GetProperty("identifier_scheme")} {known.GetProperty("identifier")}"));
    }

    [Fact]
    public async Task Its_derived_ids_stay_when_something_else_is_said_of_it()
    {
        var before = Ids(served);

        await directory.PutAsync($"services/{id}", Furnished().With("alert", "Moved.").With("languages", new JsonArray("en", "pl", "ur")));
        var after = Ids(await Served.GetAsync(directory.Host, $"services/{id}", Cancelled));

        Assert.Superset(before, after);
        Assert.Equal(before.Count + 1, after.Count);
    }

    [Fact]
    public async Task Nothing_of_the_charge_inside_the_system_is_told()
    {
        using var client = directory.Host.Anonymous();
        var text = await client.GetStringAsync(new Uri($"/open-referral/v3/services/{id}", UriKind.Relative), Cancelled);

        Assert.DoesNotContain("6200", text, StringComparison.Ordinal);
        Assert.DoesNotContain("62.00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Jo Bloggs", text, StringComparison.Ordinal);
        Assert.DoesNotContain("capacity", text, StringComparison.OrdinalIgnoreCase);
    }

    private static HashSet<Guid> Ids(JsonElement record) => record.ValueKind switch
    {
        JsonValueKind.Array => [.. record.EnumerateArray().SelectMany(Ids)],
        JsonValueKind.Object =>
        [
            .. record.EnumerateObject().Where(member => member.Name == "id").Select(member => member.Value.GetGuid()),
            .. record.EnumerateObject().SelectMany(member => Ids(member.Value)),
        ],
        _ => [],
    };

    private static void AssertSays(JsonElement record, string members)
    {
        foreach (var member in JsonElement.Parse(members).EnumerateObject())
            Assert.True(JsonElement.DeepEquals(member.Value, record.GetProperty(member.Name)), $"{member.Name}: {record.GetProperty(member.Name)}");
    }

    private string? Text(string member) => served.GetProperty(member).GetString();

    private JsonObject Furnished()
    {
        var record = A.Service(provider, site).With("isDemonstration", false).With("minimumAgeYears", 18).With("maximumAgeYears", 99)
            .With("telephone", "0161 496 0002").With("email", "clinic@clinic.example").With("url", "https://clinic.example")
            .With("assuredOn", "2026-06-30").With("assuredBy", "Jo Bloggs").With("assurerEmail", "assurance@council.example")
            .With("referralMethod", "Ring first").With("neighbourhoodCodes", new JsonArray("east"))
            .With("termIds", new JsonArray(JsonValue.Create(term)));
        foreach (var (member, value) in JsonNode.Parse($$"""
            {
              "eligibleSex": "female", "conditions": ["Venous leg ulcer"], "needsCareActEligibility": true, "eligibilityNotes": "Not for arterial ulcers.",
              "catchmentDistricts": ["TE9"], "onBankHolidays": "asUsual", "languages": ["en", "ur"], "interpreting": true,
              "openingHours": [
                { "interval": 2, "startsOn": "2026-06-01", "validFrom": "2026-06-01", "validUntil": "2027-05-31", "days": ["friday", "monday"],
                  "opens": "09:00:00", "closes": "12:30:00", "siteId": "{{site}}", "attending": "inPerson", "notes": "By appointment" },
                { "every": "month", "days": ["tuesday"], "weeksOfMonth": [2, -1], "opens": "18:00:00", "closes": "20:00:00" }],
              "openingExceptions": [{ "from": "2026-12-24", "opens": "09:00:00", "closes": "11:00:00", "reason": "Christmas Eve" }],
              "costs": [{ "option": "Each session", "amountPence": 350, "description": "Cash or card", "validFrom": "2026-04-01", "validUntil": "2027-03-31" }],
              "referralRoutes": ["selfReferral", "generalPractice"], "referralChannels": ["booking", "telephone"],
              "contacts": [{ "role": "Referrals desk", "telephone": "0161 496 0001", "email": "desk@clinic.example" }],
              "accreditations": "Care Quality Commission: good", "alert": "Closed on Monday."
            }
            """)!.AsObject())
            record[member] = value?.DeepClone();
        return record;
    }
}
