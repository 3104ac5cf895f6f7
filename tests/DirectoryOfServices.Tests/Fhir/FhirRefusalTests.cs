using System.Net;
using System.Text;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Fhir.Searching;

namespace IntegratedCare.DirectoryOfServices.Tests.Fhir;

public sealed class FhirRefusalTests(FurnishedDirectory furnished) : IClassFixture<FurnishedDirectory>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Patient", 404, "not-found", "fhir.type-unknown")]
    [InlineData("healthcareservice", 404, "not-found", "fhir.type-unknown")]
    [InlineData("Patient/1", 404, "not-found", "fhir.type-unknown")]
    [InlineData("Location/none", 404, "not-found", "fhir.resource-unknown")]
    [InlineData("Location/0198a000-0000-7000-8000-000000000000", 404, "not-found", "fhir.resource-unknown")]
    [InlineData("Location/0198a000-0000-7000-8000-000000000000/_history", 404, "not-found", "request.route-unknown")]
    [InlineData("", 404, "not-found", "request.route-unknown")]
    [InlineData("Location?_format=xml", 406, "not-supported", "request.not-acceptable")]
    [InlineData("metadata?_format=application/fhir%2Bxml", 406, "not-supported", "request.not-acceptable")]
    [InlineData("HealthcareService?active=perhaps", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?name:above=x", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?name:missing=perhaps", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?active:contains=true", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?name.given=x", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?organization.colour=red", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?organization:Patient=x", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?_lastUpdated=yesterday", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?_lastUpdated=2026-02-30", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?service-category=a|b|c", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?_count=-1", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?_count=many", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?_total=guess", 400, "invalid", "fhir.search-invalid")]
    [InlineData("HealthcareService?_page=abc", 400, "invalid", "fhir.page-unknown")]
    [InlineData("HealthcareService?_sort=name&_page=WyJOZXh0IixudWxsLCIwMTk4YTAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAiXQ", 400, "invalid", "fhir.page-unknown")]
    [InlineData("Location?near=here", 400, "invalid", "fhir.search-invalid")]
    [InlineData("Location?near=53|-2|1|furlongs", 400, "invalid", "fhir.search-invalid")]
    [InlineData("Location?near=NaN|-2", 400, "invalid", "fhir.search-invalid")]
    [InlineData("Organization?identifier=https://fhir.nhs.uk/Id/ods-organization-code|A-1", 400, "invalid", "fhir.search-invalid")]
    [InlineData("Location?name=%00", 400, "invalid", "request.invalid")]
    public async Task A_request_that_makes_no_sense_is_told_so_in_FHIR(string address, int status, string issue, string code)
    {
        using var answer = await furnished.Fhir.AskAsync(address);

        var coding = await FhirClient.AssertOutcomeAsync(answer, status, issue, code);
        if (status == 400) Assert.Equal("INVALID_SEARCH_DATA", coding);
        if (status == 404) Assert.Equal("RESOURCE_NOT_FOUND", coding);
    }

    [Fact]
    public async Task An_unknown_parameter_is_refused_where_strictness_is_asked_for_and_else_left_out_of_the_self_link()
    {
        var lenient = await furnished.Fhir.GetAsync("Location?colour=red&name=east&_sort=colour&_include=Location:colour&_elements=id");
        Assert.EndsWith("/fhir/r4/Location?name=east&_count=20", FhirClient.LinkOf(lenient, "self"), StringComparison.Ordinal);

        foreach (var asked in new[] { "colour=red", "_sort=colour", "_include=Location:colour", "_include=Patient:general-practitioner", "_summary=text" })
        {
            using var refused = await SendAsync(HttpMethod.Get, $"Location?{asked}", ("Prefer", "return=minimal, handling=strict"));
            await FhirClient.AssertOutcomeAsync(refused, 400, "invalid", "fhir.parameter-unknown");
        }
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_told_so_and_which_it_does()
    {
        foreach (var (method, address, allowed) in new[]
        {
            (HttpMethod.Delete, $"HealthcareService/{furnished.Plain}", "GET"), (HttpMethod.Put, "metadata", "GET"),
            (HttpMethod.Post, "Location", "GET"), (HttpMethod.Put, "Location/_search", "POST"),
        })
        {
            using var answer = await SendAsync(method, address);

            await FhirClient.AssertOutcomeAsync(answer, 405, "not-supported", "request.method-not-allowed");
            Assert.Equal([allowed], answer.Content.Headers.Allow);
        }

        using var unknown = await SendAsync(HttpMethod.Delete, "Patient/1");
        await FhirClient.AssertOutcomeAsync(unknown, 404, "not-found", "request.route-unknown");
    }

    [Theory]
    [InlineData("application/json", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=latin1", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", 200)]
    public async Task A_posted_search_is_a_form(string contentType, int status)
    {
        using var http = furnished.Directory.Host.Anonymous();
        using var content = new ByteArrayContent("name=east"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var answer = await http.PostAsync(new Uri("/fhir/r4/Location/_search", UriKind.Relative), content, Cancelled);

        if (status == 200) Assert.Single(FhirClient.Matches(await FhirClient.ReadAsync(answer)));
        else await FhirClient.AssertOutcomeAsync(answer, status, "not-supported", "request.unsupported-media-type");
    }

    [Theory]
    [InlineData("application/fhir+xml", 406)]
    [InlineData("text/html", 406)]
    [InlineData("application/json;q=0, text/html", 406)]
    [InlineData("text/html, */*;q=0.1", 200)]
    [InlineData("application/fhir+json; fhirVersion=4.0", 200)]
    [InlineData("application/fhir+json; fhirVersion=3.0", 406)]
    [InlineData("application/*", 200)]
    public async Task An_answer_is_given_in_JSON_or_not_at_all(string accept, int status)
    {
        using var answer = await SendAsync(HttpMethod.Get, "Location", ("Accept", accept));

        if (status == 200) await FhirClient.ReadAsync(answer);
        else await FhirClient.AssertOutcomeAsync(answer, 406, "not-supported", "request.not-acceptable");
    }

    [Theory]
    [InlineData("60E0B220-8136-4CA5-AE46-1D97EF59D068", true)]
    [InlineData("a b", false)]
    [InlineData("<script>", false)]
    public async Task The_marks_of_a_request_come_back_where_they_are_marks(string mark, bool echoed)
    {
        foreach (var address in new[] { "Location", "Patient", "metadata" })
        {
            using var answer = await SendAsync(HttpMethod.Get, address, ("X-Request-ID", mark), ("X-Correlation-ID", mark));

            Assert.Equal(echoed ? [mark] : [], answer.Headers.TryGetValues("X-Request-ID", out var request) ? request : []);
            Assert.Equal(echoed ? [mark] : [], answer.Headers.TryGetValues("X-Correlation-ID", out var correlation) ? correlation : []);
        }
    }

    [Fact]
    public async Task Links_name_the_door_that_was_asked()
    {
        using var answer = await SendAsync(HttpMethod.Get, "Location", ("X-Forwarded-Host", "care.example.org:8443"), ("X-Forwarded-Proto", "https"));
        var bundle = await FhirClient.ReadAsync(answer);

        Assert.StartsWith("https://care.example.org:8443/fhir/r4/Location?", FhirClient.LinkOf(bundle, "self"), StringComparison.Ordinal);
        Assert.StartsWith(
            "https://care.example.org:8443/fhir/r4/Location/", bundle.GetProperty("entry")[0].GetProperty("fullUrl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_capabilities_are_those_that_the_search_has()
    {
        var statement = await furnished.Fhir.GetAsync("metadata");

        Assert.Equal("4.0.1", statement.GetProperty("fhirVersion").GetString());
        var served = statement.GetProperty("rest")[0].GetProperty("resource").EnumerateArray().ToLookup(r => ResourceKinds.Find(TypeNamed(r)) is not null);
        Assert.Equal(["Appointment", "Schedule", "ServiceRequest", "Slot"], served[false].Select(TypeNamed));
        foreach (var resource in served[true])
        {
            var type = TypeNamed(resource);
            foreach (var parameter in resource.GetProperty("searchParam").EnumerateArray())
            {
                using var answer = await SendAsync(
                    HttpMethod.Get, $"{type}?{parameter.GetProperty("name").GetString()}:missing=false", ("Prefer", "handling=strict"));
                await FhirClient.ReadAsync(answer);
            }

            foreach (var include in Listed(resource, "searchInclude").Select(i => $"_include={i}")
                .Concat(Listed(resource, "searchRevInclude").Select(i => $"_revinclude={i}")))
            {
                using var answer = await SendAsync(HttpMethod.Get, $"{type}?{include}", ("Prefer", "handling=strict"));
                await FhirClient.ReadAsync(answer);
            }
        }
    }

    private static string TypeNamed(JsonElement resource) => resource.GetProperty("type").GetString() ?? "";

    private static IEnumerable<string?> Listed(JsonElement resource, string member) =>
        resource.TryGetProperty(member, out var listed) ? listed.EnumerateArray().Select(i => i.GetString()) : [];

    [Fact]
    public async Task A_search_is_bounded()
    {
        using var many = await furnished.Fhir.AskAsync("Location?" + string.Join('&', Enumerable.Range(0, 80).Select(n => $"name=a{n}")));
        await FhirClient.AssertOutcomeAsync(many, 400, "invalid", "fhir.search-too-large");
        using var values = await furnished.Fhir.AskAsync("Location?name=" + string.Join(',', Enumerable.Range(0, 120)));
        await FhirClient.AssertOutcomeAsync(values, 400, "invalid", "fhir.search-too-large");
        using var http = furnished.Directory.Host.Anonymous();
        using var form = new StringContent("name=" + new string('x', 20_000), Encoding.UTF8, "application/x-www-form-urlencoded");
        using var posted = await http.PostAsync(new Uri("/fhir/r4/Location/_search", UriKind.Relative), form, Cancelled);
        await FhirClient.AssertOutcomeAsync(posted, 400, "invalid", "fhir.search-too-large");

        Assert.Contains("_count=200", FhirClient.LinkOf(await furnished.Fhir.GetAsync("Location?_count=99999999999999"), "self"), StringComparison.Ordinal);
    }

    // Odd on purpose, and the same each time: what breaks can be found again by its number.
    [Fact]
    public async Task Nothing_that_is_asked_makes_the_directory_fail()
    {
        string[] types = ["HealthcareService", "Location", "Organization", "PractitionerRole", "Endpoint", "Patient", "metadata"];
        string[] names =
        [
            "name", "active", "organization", "location", "near", "identifier", "_id", "_lastUpdated", "_sort", "_count", "_include", "_revinclude",
            "_page", "_total", "_summary", "_format", "service-type", "service-category", "characteristic", "coverage-area", "role", "status",
            "address", "address-city", "address-postalcode", "type", "endpoint", "connection-type", "program", "specialty", "service", "", "_", ".",
        ];
        string[] modifiers = ["", "", "", ":exact", ":contains", ":not", ":missing", ":text", ":identifier", ":Organization", ":", "::", ".name", ".", ".identifier", ":iterate", ".a.b"];
        string[] values =
        [
            "", "true", "x", "|", "||", "a|b", "|b", "a|", ",", ",,,", "\\", "\\,", "%25", "_", "'", "\"", "{0}", "{{", "}", "0", "-1", "1e999", "NaN|NaN", "53|-2",
            "53|-2|1|km", "2026", "gt2026-13", "eq9999-12-31", "ge2199-12-31T23:59:59-13:59", "ap1900-01-01", "2026-03-29T01:30", "2026-10-25T01:30",
            "*", "HealthcareService:*", "HealthcareService:location", "Location:organization", "%F0%9F%A6%86", "%ED%A0%80", "%C3%28", "%FF", "\u200B", "count",
            "-name", "--name", "_id", "WyJMYXN0IixudWxsLG51bGxd", "WyJOZXh0IiwieCIsIjAxOThhMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJd",
            "null", "%0A", "%0D%0A", "%01", "%7F", "%20", "+", "%2B", "https://fhir.nhs.uk/Id/ods-organization-code|", "Organization/x", "///", "0198a000-0000-7000-8000-000000000000",
            "%5Cu0000", "$", "$(x)", "1;drop table sites", "json", "application/fhir+json", "none", "200", "201",
        ];
        var random = new Random(20_26);
        using var http = furnished.Directory.Host.Anonymous();
        for (var n = 0; n < 600; n++)
        {
            var pairs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Pick(names)}{Pick(modifiers)}={Pick(values)}{(random.Next(4) == 0 ? "," + Pick(values) : "")}");
            var address = $"/fhir/r4/{Pick(types)}?{string.Join('&', pairs)}";
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), Cancelled);

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.NotAcceptable,
                $"{n}: {(int)answer.StatusCode} {address}");
            Assert.Equal(FhirClient.MediaType, answer.Content.Headers.ContentType?.MediaType);
        }

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var http = furnished.Directory.Host.Anonymous();
        using var request = new HttpRequestMessage(method, new Uri($"/fhir/r4/{address}", UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, Cancelled);
    }
}
