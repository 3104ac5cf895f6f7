using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Fhir;

namespace IntegratedCare.DirectoryOfServices.Tests.Fhir;

public sealed class HealthcareServiceTests(FurnishedDirectory furnished) : IClassFixture<FurnishedDirectory>
{
    private static readonly string[] Types = ["HealthcareService", "Location", "Organization", "PractitionerRole", "Endpoint"];

    private FhirClient Fhir => furnished.Fhir;

    [Fact]
    public async Task A_service_that_leaves_nothing_unsaid_is_valid_in_every_type()
    {
        using var validator = new FhirValidator();
        var faults = new List<string>();
        foreach (var type in Types)
        {
            var bundle = await Fhir.GetAsync(type);
            Assert.NotEmpty(FhirClient.Matches(bundle));
            faults.AddRange(await validator.FaultsAsync(bundle));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_service_says_whom_it_is_for_and_how_it_is_reached()
    {
        var service = await Fhir.GetAsync($"HealthcareService/{furnished.Furnished}");

        Assert.True(service.GetProperty("active").GetBoolean());
        Assert.Equal("Moves to the west on Monday.\n\nAssessment, Doppler and compression for leg ulcers.", service.GetProperty("comment").GetString());
        Assert.False(service.GetProperty("appointmentRequired").GetBoolean());     // one may walk in
        Assert.Equal(
            ["age", "sex", "condition", "condition", "registered-practice", "care-act", "notes"],
            service.GetProperty("eligibility").EnumerateArray().Select(e => Code(e.GetProperty("code"))));
        Assert.Equal(["bfi", "en", "ur"], service.GetProperty("communication").EnumerateArray().Select(Code));
        Assert.Equal("cost", Code(service.GetProperty("serviceProvisionCode")[0]));
        Assert.Equal("K 1", Code(service.GetProperty("type")[0]));
        Assert.Equal(["east", "TE1"], service.GetProperty("coverageArea").EnumerateArray()
            .Select(a => a.GetProperty("identifier").GetProperty("value").GetString()));
        Assert.Equal(["inPerson", "video", "digital-first", "interpreting", "stepFree", "hearingLoop"],
            service.GetProperty("characteristic").EnumerateArray().Select(Code));
        Assert.Equal(3, service.GetProperty("endpoint").GetArrayLength());
        Assert.Equal("2026-01-31", Extension(service, "assured")?.GetProperty("valueDate").GetString());
        Assert.Contains("Each session, £3.50; Concessions, free", service.GetProperty("extraDetails").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("6200", service.GetRawText(), StringComparison.Ordinal);     // what the place pays is the place's own
    }

    [Fact]
    public async Task Hours_that_are_a_plain_week_are_one_and_the_rest_is_said_in_words()
    {
        var service = await Fhir.GetAsync($"HealthcareService/{furnished.Furnished}");

        var week = service.GetProperty("availableTime").EnumerateArray().Select(t => string.Join(' ', t.EnumerateObject().Select(p => p.Value.ToString())));
        Assert.Equal(
            [
                """["mon","tue"] 09:00:00 17:00:00""", """["fri"] 22:00:00 23:59:59""", """["sat"] 00:00:00 06:00:00""", """["sun"] True""",
            ],
            week);
        var rest = service.GetProperty("availabilityExceptions").GetString();
        Assert.Contains("every 2 weeks from 2026-01-07 on Wednesday, 13:00 to 15:00 (Ring first).", rest, StringComparison.Ordinal);
        Assert.Contains("monthly on Thursday (first, last of the month), 10:00 to 12:00.", rest, StringComparison.Ordinal);
        Assert.Contains("2091-01-02: 12:00 to 14:00.", rest, StringComparison.Ordinal);
        Assert.Equal(["Winter break", "Early May"], service.GetProperty("notAvailable").EnumerateArray()
            .Select(n => n.GetProperty("description").GetString()));       // Christmas lies in the break

        var east = await Fhir.GetAsync($"Location/{furnished.Directory.EastSite}");
        var west = await Fhir.GetAsync($"Location/{furnished.Directory.WestSite}");
        Assert.True(east.GetProperty("hoursOfOperation")[0].GetProperty("allDay").GetBoolean());
        Assert.Equal("08:00:00", west.GetProperty("hoursOfOperation")[0].GetProperty("openingTime").GetString());
    }

    [Fact]
    public async Task A_contact_keeps_its_id_when_its_number_changes_and_others_come_and_go()
    {
        var service = await furnished.Directory.PutServiceAsync(furnished.Everything().With("name", "Contacts"));
        var before = await RolesAsync(service);

        var record = furnished.Everything().With("name", "Contacts");
        var contacts = record["contacts"]!.AsArray();
        contacts.RemoveAt(0);
        contacts[0]!["email"] = "other@example.org";
        await furnished.Directory.PutAsync($"services/{service}", record);

        var after = await RolesAsync(service);
        Assert.Equal(3, before.Count);
        Assert.All(before.Values, id => Assert.Equal(5, id.Version));
        Assert.Equal(2, after.Count);
        Assert.Equal(before["Referrals desk, Outpatients"], after["Referrals desk, Outpatients"]);
        Assert.Equal(before[""], after[""]);
        using var gone = await Fhir.AskAsync($"PractitionerRole/{before["Duty nurse"]}");
        await FhirClient.AssertOutcomeAsync(gone, 404, "not-found", "fhir.resource-unknown");
    }

    [Fact]
    public async Task A_merged_entry_is_out_of_use_and_names_the_one_that_speaks_for_it()
    {
        var directory = furnished.Directory;
        var staying = await directory.PutServiceAsync(A.Service(directory.Provider, directory.WestSite).With("name", "Twin clinic"));
        var going = await directory.PutServiceAsync(A.Service(directory.Provider, directory.WestSite).With("name", "Twin clinic"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/directory/services/{going}/merge", UriKind.Relative))
        {
            Content = JsonContent.Create(new { into = staying, intoVersion = 1 }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var merged = await directory.Editor.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(merged.IsSuccessStatusCode, await merged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var gone = await Fhir.GetAsync($"HealthcareService/{going}");
        Assert.False(gone.GetProperty("active").GetBoolean());
        Assert.Equal(
            $"HealthcareService/{staying}", Extension(gone, "merged-into")?.GetProperty("valueReference").GetProperty("reference").GetString());
        Assert.Equal([staying], await Fhir.FindAsync("HealthcareService?name=twin&active=true"));
    }

    [Fact]
    public async Task A_restriction_shows_without_its_reason_and_lifts()
    {
        var directory = furnished.Directory;
        var service = await directory.PutServiceAsync(A.Service(directory.Provider, directory.WestSite).With("name", "Restricted clinic"));
        var restriction = Guid.CreateVersion7();
        await directory.Host.PublishAsync(new ServiceRestricted(restriction, service, "suspended", directory.Clock.Now));

        await Eventually.Passes(async () =>
        {
            var shown = await Fhir.GetAsync($"HealthcareService/{service}");
            Assert.True(shown.GetProperty("active").GetBoolean());
            Assert.Equal("suspended", Extension(shown, "restriction")?.GetProperty("valueCode").GetString());
            Assert.StartsWith("Suspended at present", shown.GetProperty("comment").GetString(), StringComparison.Ordinal);
            Assert.Equal("Suspended until further notice", shown.GetProperty("notAvailable")[0].GetProperty("description").GetString());
        });

        await directory.Host.PublishAsync(new RestrictionLifted(restriction, service, directory.Clock.Now));
        await Eventually.Passes(async () => Assert.Null(Extension(await Fhir.GetAsync($"HealthcareService/{service}"), "restriction")));
    }

    [Fact]
    public async Task Live_facts_change_the_version_so_that_no_cache_shows_yesterdays()
    {
        var directory = furnished.Directory;
        var service = await directory.PutServiceAsync(A.Service(directory.Provider, directory.WestSite).With("name", "Live clinic"));
        var (tag, status) = await AskAsync(service, null);
        Assert.Equal(200, status);
        Assert.Equal(304, (await AskAsync(service, tag)).Status);

        using (var reported = await directory.Editor.PostAsJsonAsync($"/api/directory/services/{service}/capacity",
            new { status = "amber", expiresAt = directory.Clock.Now.AddHours(2) }, TestContext.Current.CancellationToken))
        {
            reported.EnsureSuccessStatusCode();
        }

        Assert.Equal(200, (await AskAsync(service, tag)).Status);
        var capacity = Extension(await Fhir.GetAsync($"HealthcareService/{service}"), "capacity")?.GetProperty("extension");
        Assert.Equal("amber", capacity?[0].GetProperty("valueCode").GetString());

        var slot = directory.Clock.Now.AddDays(2);
        await directory.Host.PublishAsync(new NextSlotChanged(service, 1, slot, [new NeighbourhoodNextSlot("east", slot)], false, directory.Clock.Now));
        await Eventually.Passes(async () => Assert.Equal(
            slot.ToUnixTimeSeconds(),
            Extension(await Fhir.GetAsync($"HealthcareService/{service}"), "next-free-slot")?.GetProperty("valueDateTime").GetDateTimeOffset().ToUnixTimeSeconds()));
    }

    private async Task<(string? Tag, int Status)> AskAsync(Guid service, string? known)
    {
        using var http = furnished.Directory.Host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/fhir/r4/HealthcareService/{service}", UriKind.Relative));
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.StartsWith("W/\"", answer.Headers.ETag?.ToString(), StringComparison.Ordinal);
        if (known is null) Assert.NotNull(answer.Content.Headers.LastModified);
        return (answer.Headers.ETag?.ToString(), (int)answer.StatusCode);
    }

    private async Task<Dictionary<string, Guid>> RolesAsync(Guid service) =>
        FhirClient.Matches(await Fhir.GetAsync($"PractitionerRole?service={service}")).ToDictionary(
            r => r.TryGetProperty("code", out var code) ? code[0].GetProperty("text").GetString() ?? "" : "", FhirClient.IdOf);

    private static string? Code(JsonElement concept) => concept.GetProperty("coding")[0].GetProperty("code").GetString();

    private static JsonElement? Extension(JsonElement resource, string word) => resource.TryGetProperty("extension", out var extensions)
        ? extensions.EnumerateArray().Where(e => e.GetProperty("url").GetString() == $"urn:integrated-care:fhir:{word}").Cast<JsonElement?>().SingleOrDefault()
        : null;
}
