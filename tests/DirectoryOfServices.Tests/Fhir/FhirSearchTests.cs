using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Testing.Fhir;

namespace IntegratedCare.DirectoryOfServices.Tests.Fhir;

public sealed class FhirSearchTests(FurnishedDirectory furnished) : IClassFixture<FurnishedDirectory>
{
    private const string Ods = "https://fhir.nhs.uk/Id/ods-organization-code";

    private FhirClient Fhir => furnished.Fhir;

    private Guid Provider => furnished.Directory.Provider;

    // F the furnished service, P the plain one, C the closed one; {…} stands for the ids of this directory.
    [Theory]
    [InlineData("name=übergang", "F")]
    [InlineData("name=%C3%9Cbergang%20%26", "F")]
    [InlineData("name=clinic", "")]
    [InlineData("name:contains=CLINIC", "FP")]
    [InlineData("name:exact=Closed%20surgery", "C")]
    [InlineData("name:exact=closed%20surgery", "")]
    [InlineData("name=plain,closed", "PC")]
    [InlineData("name:contains=50%25_c", "P")]
    [InlineData("name:contains=0%25c", "")]
    [InlineData("name:contains=clinic&name=plain", "P")]
    [InlineData("name=plain%5C,closed", "")]
    [InlineData("active=true", "FP")]
    [InlineData("active=false", "C")]
    [InlineData("active:not=true", "C")]
    [InlineData("organization={provider}", "FP")]
    [InlineData("organization=Organization/{practice}", "C")]
    [InlineData("organization=http://elsewhere/fhir/Organization/{practice}", "C")]
    [InlineData("organization=Location/{practice}", "")]
    [InlineData("organization={provider},{practice}", "FPC")]
    [InlineData("organization:Organization={practice}", "C")]
    [InlineData("organization.identifier=" + Ods + "|P85001", "C")]
    [InlineData("organization:Organization.identifier=" + Ods + "|p85001", "C")]
    [InlineData("organization:identifier=" + Ods + "|P85001", "C")]
    [InlineData("organization.name:contains=practice", "C")]
    [InlineData("providedBy={practice}", "C")]
    [InlineData("location={east}", "F")]
    [InlineData("location={east},{west}", "FP")]
    [InlineData("location:missing=true", "C")]
    [InlineData("location.address-postalcode=te12aa", "FP")]
    [InlineData("location.near=53.54|-2.10|100|m", "F")]
    [InlineData("service-category=communityHealth", "FP")]
    [InlineData("service-category=http://terminology.hl7.org/CodeSystem/service-category|17", "C")]
    [InlineData("service-category=http://terminology.hl7.org/CodeSystem/service-category|", "FPC")]
    [InlineData("service-category=http://elsewhere|17", "")]
    [InlineData("service-category=|communityHealth", "")]
    [InlineData("service-category:not=generalPractice", "FP")]
    [InlineData("service-type=https://example.org/taxonomy|K%20%201", "F")]
    [InlineData("service-type={term}", "F")]
    [InlineData("service-type:missing=false", "F")]
    [InlineData("specialty=http://snomed.info/sct|394814009", "C")]
    [InlineData("specialty:missing=true", "FP")]
    [InlineData("characteristic=video", "F")]
    [InlineData("characteristic=urn:integrated-care:fhir:accessibility|stepFree", "F")]
    [InlineData("characteristic:not=video", "PC")]
    [InlineData("coverage-area:identifier=urn:integrated-care:fhir:neighbourhood|east", "F")]
    [InlineData("coverage-area:identifier=TE1", "F")]
    [InlineData("coverage-area:identifier=urn:integrated-care:fhir:place|testham", "PC")]
    [InlineData("endpoint:missing=true", "P")]
    [InlineData("endpoint.connection-type=secure-email", "F")]
    [InlineData("program=anything", "")]
    [InlineData("program:missing=true", "FPC")]
    [InlineData("identifier=urn:integrated-care:fhir:service|{plain}", "P")]
    [InlineData("_id={plain},{closed}", "PC")]
    [InlineData("_id=no-id-of-ours", "")]
    [InlineData("_lastUpdated=gt2001", "FPC")]
    [InlineData("_lastUpdated=lt2001-02-03", "")]
    [InlineData("_lastUpdated=ge2001-02-03T04:05:06%2B01:00", "FPC")]
    [InlineData("colour=red", "FPC")]
    public async Task A_service_is_found_by(string search, string expected)
    {
        var found = await Fhir.FindAsync($"HealthcareService?{Fill(search)}");

        var named = new Dictionary<Guid, char> { [furnished.Furnished] = 'F', [furnished.Plain] = 'P', [furnished.Closed] = 'C' };
        Assert.Equal(expected.Order(), found.Select(id => named[id]).Order());
    }

    [Theory]
    [InlineData("Organization?identifier=" + Ods + "|P85001", "Eastern Practice")]
    [InlineData("Organization?identifier=1234567", "Eastern Practice")]
    [InlineData("Organization?type=http://terminology.hl7.org/CodeSystem/organization-type|govt", "Testham Council")]
    [InlineData("Organization?name=eastern", "Eastern Practice")]
    [InlineData("Organization?address-postalcode=TE1%201AA", "Testham Care Trust")]
    [InlineData("Organization?active=false", "")]
    [InlineData("Location?name=west", "West Centre")]
    [InlineData("Location?identifier=100012345678", "East Centre")]
    [InlineData("Location?address=2%20mill", "West Centre")]
    [InlineData("Location?address=mill", "")]
    [InlineData("Location?address:contains=mill", "West Centre")]
    [InlineData("Location?address=te1%202", "West Centre")]
    [InlineData("Location?address-city=westham", "West Centre")]
    [InlineData("Location?address-city=testham", "East Centre")]
    [InlineData("Location?address-postalcode=TE11", "East Centre")]
    [InlineData("Location?near=53.54|-2.15|1|km", "West Centre")]
    [InlineData("Location?near=53.54|-2.15|0.5|[mi_i]", "West Centre")]
    [InlineData("Location?type=PC&name:contains=east", "East Centre")]
    [InlineData("Location?type=practice", "West Centre")]
    [InlineData("Location?status=inactive", "")]
    [InlineData("Location?organization={practice}", "")]
    public async Task A_record_is_found_by(string search, string expected)
    {
        var names = FhirClient.Matches(await Fhir.GetAsync(Fill(search))).Select(r => r.GetProperty("name").GetString());

        Assert.Equal(expected.Length == 0 ? [] : [expected], names);
    }

    [Theory]
    [InlineData("PractitionerRole?role=duty%20nurse", 1)]
    [InlineData("PractitionerRole?role:text=referrals", 1)]
    [InlineData("PractitionerRole?role:missing=true", 1)]
    [InlineData("PractitionerRole?service={furnished}", 3)]
    [InlineData("PractitionerRole?organization={provider}", 3)]
    [InlineData("PractitionerRole?organization={practice}", 0)]
    [InlineData("PractitionerRole?location={east}", 3)]
    [InlineData("PractitionerRole?service.name=plain", 0)]
    [InlineData("Endpoint?organization={provider}", 3)]
    [InlineData("Endpoint?connection-type=hl7-fhir-rest", 2)]
    [InlineData("Endpoint?connection-type=hl7-fhir-rest&status=active", 1)]
    [InlineData("Endpoint?status=off", 1)]
    [InlineData("Endpoint?status:not=off", 3)]
    [InlineData("Endpoint?identifier=urn:integrated-care:fhir:endpoint|", 4)]
    [InlineData("Endpoint?identifier=urn:integrated-care:fhir:service|{closed}", 0)]
    public async Task So_many_are_found_by(string search, int count)
    {
        Assert.Equal(count, FhirClient.Matches(await Fhir.GetAsync(Fill(search))).Count());

        var counted = await Fhir.GetAsync(Fill(search) + "&_summary=count");
        Assert.Equal(count, counted.GetProperty("total").GetInt32());
        Assert.False(counted.TryGetProperty("entry", out _));
    }

    [Fact]
    public async Task An_NHS_directory_client_finds_an_organisation_with_its_endpoints_by_its_ods_code()
    {
        var bundle = await Fhir.GetAsync($"Organization?identifier={Ods}|TE1&_revinclude=Endpoint:organization");

        var organisation = Assert.Single(FhirClient.Matches(bundle));
        Assert.Equal(Provider, FhirClient.IdOf(organisation));
        Assert.Equal(3, FhirClient.Included(bundle).Count());
        Assert.All(FhirClient.Included(bundle), e => Assert.Equal(
            $"Organization/{Provider}", e.GetProperty("managingOrganization").GetProperty("reference").GetString()));
        Assert.Equal(1, bundle.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("HealthcareService?_id={furnished}&_include=HealthcareService:location", "Location Location")]
    [InlineData("HealthcareService?_id={furnished}&_include=HealthcareService:providedBy", "Organization")]
    [InlineData("HealthcareService?_id={furnished}&_include=HealthcareService:organization&_include=HealthcareService:endpoint",
        "Endpoint Endpoint Endpoint Organization")]
    [InlineData("HealthcareService?_id={furnished}&_include=HealthcareService:*", "Endpoint Endpoint Endpoint Location Location Organization")]
    [InlineData("HealthcareService?_id={plain},{furnished}&_include=HealthcareService:organization", "Organization")]
    [InlineData("HealthcareService?_id={furnished}&_revinclude=PractitionerRole:service", "PractitionerRole PractitionerRole PractitionerRole")]
    [InlineData("Organization?_id={practice}&_revinclude=HealthcareService:organization", "HealthcareService")]
    [InlineData("Organization?_id={practice}&_revinclude=HealthcareService:organization&_include:iterate=HealthcareService:endpoint",
        "Endpoint HealthcareService")]
    [InlineData("PractitionerRole?role=duty%20nurse&_include=PractitionerRole:service&_include=PractitionerRole:organization",
        "HealthcareService Organization")]
    [InlineData("Location?_id={east}&_revinclude=HealthcareService:location&_include=Location:organization:Organization", "HealthcareService Organization")]
    [InlineData("Endpoint?status=off&_include=Endpoint:organization", "Organization")]
    [InlineData("Location?_id={east}&_include=Location:organization:Patient", "")]
    [InlineData("Location?_id=none&_include=Location:organization", "")]
    public async Task What_is_referred_to_comes_along(string search, string expected)
    {
        var bundle = await Fhir.GetAsync(Fill(search));

        Assert.Equal(expected, string.Join(' ', FhirClient.Included(bundle).Select(FhirClient.TypeOf).Order(StringComparer.Ordinal)));
        foreach (var entry in bundle.TryGetProperty("entry", out var entries) ? entries.EnumerateArray().ToList() : [])
            Assert.Equal(200, (int)(await Fhir.AskAsync(entry.GetProperty("fullUrl").GetString()!)).StatusCode);
    }

    [Theory]
    [InlineData("_count=7")]
    [InlineData("_count=7&_sort=name")]
    [InlineData("_count=7&_sort=-name")]
    [InlineData("_count=7&_sort=_lastUpdated")]
    [InlineData("_count=7&_sort=-_lastUpdated")]
    [InlineData("_count=7&_sort=-_id")]
    [InlineData("_count=7&_total=none&name:contains=seven")]
    public async Task The_next_links_lead_to_every_result_once_and_the_previous_ones_back(string search)
    {
        var directory = furnished.Directory;
        for (var n = 0; n < 25; n++)
        {
            await directory.PutServiceAsync(A.Service(directory.Provider)
                .With("name", $"seven {n % 9} sisters").With("keywords", new JsonArray("paged")).With("category", "dayCase"));
        }

        var address = $"HealthcareService?service-category=dayCase&{search}";
        var pages = await Fhir.PagesAsync(address);
        var ids = pages.SelectMany(FhirClient.Matches).Select(FhirClient.IdOf).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(0, ids.Count % 25);
        Assert.All(pages, p => Assert.Equal(!search.Contains("_total=none", StringComparison.Ordinal), p.TryGetProperty("total", out _)));

        var back = new List<JsonElement> { pages[^1] };
        while (FhirClient.LinkOf(back[^1], "previous") is { } previous) back.Add(await Fhir.GetAsync(previous));
        Assert.Equal(ids, back.AsEnumerable().Reverse().SelectMany(FhirClient.Matches).Select(FhirClient.IdOf));

        if (FhirClient.LinkOf(pages[0], "last") is { } last)
        {
            var end = await Fhir.GetAsync(last);
            Assert.Equal(FhirClient.Matches(pages[^1]).Select(FhirClient.IdOf), FhirClient.Matches(end).Select(FhirClient.IdOf));
            Assert.Null(FhirClient.LinkOf(end, "next"));
        }

        Assert.Equal(
            FhirClient.Matches(pages[0]).Select(FhirClient.IdOf),
            FhirClient.Matches(await Fhir.GetAsync(FhirClient.LinkOf(pages[^1], "first")!)).Select(FhirClient.IdOf));
    }

    [Fact]
    public async Task The_nearest_site_comes_first_and_says_how_far_it_is()
    {
        var pages = await Fhir.PagesAsync("Location?near=53.54|-2.14|50|km&_count=1");

        Assert.Equal(["West Centre", "East Centre"], pages.SelectMany(FhirClient.Matches).Select(r => r.GetProperty("name").GetString()));
        var distance = pages[0].GetProperty("entry")[0].GetProperty("search").GetProperty("extension")[0].GetProperty("valueDistance");
        Assert.InRange(distance.GetProperty("value").GetDouble(), 600, 700);
        using var validator = new FhirValidator();
        Assert.Empty(await validator.FaultsAsync(pages[0]));
    }

    [Fact]
    public async Task A_posted_search_finds_the_same_as_one_in_the_address()
    {
        using var http = furnished.Directory.Host.Anonymous();
        using var form = new FormUrlEncodedContent([new("name:contains", "clinic"), new("active", "true"), new("_count", "1"), new("_sort", "name")]);
        using var answer = await http.PostAsync(
            new Uri("/fhir/r4/HealthcareService/_search?service-category=communityHealth", UriKind.Relative), form, TestContext.Current.CancellationToken);

        var posted = await FhirClient.ReadAsync(answer);
        var asked = await Fhir.GetAsync("HealthcareService?service-category=communityHealth&name:contains=clinic&active=true&_count=1&_sort=name");
        Assert.Equal(Fills(asked), Fills(posted));
        Assert.Equal(FhirClient.LinkOf(asked, "next"), FhirClient.LinkOf(posted, "next"));

        static List<Guid> Fills(JsonElement bundle) => [.. FhirClient.Matches(bundle).Select(FhirClient.IdOf)];
    }

    private string Fill(string search) => search
        .Replace("{provider}", $"{Provider}", StringComparison.Ordinal).Replace("{practice}", $"{furnished.Practice}", StringComparison.Ordinal)
        .Replace("{east}", $"{furnished.Directory.EastSite}", StringComparison.Ordinal)
        .Replace("{west}", $"{furnished.Directory.WestSite}", StringComparison.Ordinal)
        .Replace("{term}", $"{furnished.Term}", StringComparison.Ordinal).Replace("{furnished}", $"{furnished.Furnished}", StringComparison.Ordinal)
        .Replace("{plain}", $"{furnished.Plain}", StringComparison.Ordinal).Replace("{closed}", $"{furnished.Closed}", StringComparison.Ordinal);
}
