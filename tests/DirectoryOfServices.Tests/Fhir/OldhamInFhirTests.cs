using System.Text.Json;
using IntegratedCare.Testing.Fhir;

namespace IntegratedCare.DirectoryOfServices.Tests.Fhir;

public sealed class OldhamInFhirTests(OldhamDirectory oldham) : IClassFixture<OldhamDirectory>
{
    private static readonly string[] Types = ["HealthcareService", "Location", "Organization", "PractitionerRole", "Endpoint"];

    private FhirClient Fhir => new(oldham.Host.Anonymous());

    [Fact]
    public async Task Every_record_of_Oldham_is_valid_R4_to_somebody_elses_validator()
    {
        using var validator = new FhirValidator();
        var faults = new List<string>();
        var resources = new Dictionary<string, int>();
        foreach (var type in Types)
        {
            foreach (var page in await Fhir.PagesAsync($"{type}?_count=50"))
            {
                faults.AddRange(await validator.FaultsAsync(page));
                resources[type] = resources.GetValueOrDefault(type) + FhirClient.Matches(page).Count();
            }
        }

        faults.AddRange(await validator.FaultsAsync(await Fhir.GetAsync("metadata")));

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        Assert.Equal(oldham.ServiceCodes.Count, resources["HealthcareService"]);
        Assert.True(resources["Location"] > 80 && resources["Organization"] > 80, string.Join(", ", resources));
    }

    [Fact]
    public async Task Every_reference_leads_to_a_resource_that_is_served()
    {
        var served = new HashSet<string>();
        var referred = new HashSet<string>();
        foreach (var type in Types)
        {
            foreach (var resource in (await Fhir.PagesAsync($"{type}?_count=100")).SelectMany(FhirClient.Matches))
            {
                served.Add($"{type}/{FhirClient.IdOf(resource)}");
                referred.UnionWith(ReferencesIn(resource));
            }
        }

        Assert.True(referred.Count > 150, $"{referred.Count} references");
        Assert.Empty(referred.Except(served));
    }

    [Fact]
    public async Task A_resource_reads_the_same_alone_and_in_a_search()
    {
        foreach (var type in Types)
        {
            foreach (var found in FhirClient.Matches(await Fhir.GetAsync($"{type}?_count=3")))
            {
                var read = await Fhir.GetAsync($"{type}/{FhirClient.IdOf(found)}");

                Assert.Equal(found.GetRawText(), read.GetRawText());
            }
        }
    }

    [Fact]
    public async Task The_validator_finds_what_is_wrong()
    {
        using var validator = new FhirValidator();

        Assert.NotEmpty(await validator.FaultsAsync(JsonElement.Parse("""{ "resourceType": "Endpoint", "id": "x", "status": "busy" }""")));
        Assert.NotEmpty(await validator.FaultsAsync(JsonElement.Parse("""{ "resourceType": "Organization", "id": "x", "name": "x", "type": [] }""")));
        Assert.NotEmpty(await validator.FaultsAsync(JsonElement.Parse("""{ "resourceType": "Location", "id": "x", "colour": "red" }""")));
        Assert.Empty(await validator.FaultsAsync(JsonElement.Parse("""{ "resourceType": "Organization", "id": "x", "name": "x" }""")));
    }

    private static IEnumerable<string> ReferencesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p is { Name: "reference", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : ReferencesIn(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ReferencesIn),
        _ => [],
    };
}
