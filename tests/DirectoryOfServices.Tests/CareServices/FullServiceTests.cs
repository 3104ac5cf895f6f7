using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.CareServices;

public sealed class FullServiceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_said_of_a_service_is_read_back_and_kept_in_its_history()
    {
        var practice = Guid.CreateVersion7();
        await directory.PutAsync($"organisations/{practice}", A.Organisation
            .With("name", "Testham Surgery").With("kind", "generalPractice").With("charityNumber", "1234567")
            .With("description", "A practice.").With("url", "https://surgery.example").With("email", "desk@surgery.example"));
        var said = Said(practice);
        var id = await directory.PutServiceAsync(Full(said));
        Assert.Equal("unchanged", await directory.PutAsync($"services/{id}", Full(said)));

        var read = await directory.GetAsync($"services/{id}");
        foreach (var (member, value) in said)
            Assert.True(JsonNode.DeepEquals(value, Node(read.GetProperty(member))), $"{member}: {read.GetProperty(member)}");

        Assert.Equal("changed", await directory.PutAsync(
            $"services/{id}", Full(said).With("alert", "Moved to the West Centre.")));
        await using var db = directory.Host.Db();
        var change = await db.ServiceChanges.SingleAsync(c => c.ServiceId == new ServiceId(id) && c.Version == 2, Cancelled);
        Assert.Equal("Moved to the West Centre.", JsonElement.Parse(change.After).GetProperty("alert").GetString());
        Assert.Equal("Closed on Monday.", JsonElement.Parse(change.Before!).GetProperty("alert").GetString());
    }

    [Theory]
    [InlineData("111")]
    [InlineData("116 123")]
    [InlineData("0161 496 0001 ext 12")]
    public async Task A_number_reads_as_it_is_printed(string number)
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("telephone", number));

        Assert.Equal(number, (await directory.GetAsync($"services/{id}")).GetProperty("telephone").GetString());
    }

    [Theory]
    [InlineData("openingHours", """[{"opens":"09:00","closes":"12:00"}]""", 422, "service.hours-contradict")]
    [InlineData("openingHours", """[{"days":["monday"],"interval":2,"opens":"09:00","closes":"12:00"}]""", 422, "service.hours-contradict")]
    [InlineData("openingHours", """[{"days":["monday"],"opens":"09:00","closes":"12:00","siteId":"00000000-0000-7000-8000-000000000001"}]""", 422, "service.hours-elsewhere")]
    [InlineData("openingHours", """[{"days":["someday"],"opens":"09:00","closes":"12:00"}]""", 400, "request.invalid")]
    [InlineData("openingHours", """[{"days":["monday"],"opens":"25:00","closes":"12:00"}]""", 400, "request.invalid")]
    [InlineData("openingHours", """[null]""", 400, "request.invalid")]
    [InlineData("openingExceptions", """[{"from":"2026-12-24","until":"2026-12-23"}]""", 422, "service.hours-contradict")]
    [InlineData("practiceIds", """["00000000-0000-7000-8000-000000000001"]""", 422, "service.practice-unknown")]
    [InlineData("termIds", """["00000000-0000-7000-8000-000000000001"]""", 422, "service.term-unknown")]
    [InlineData("contacts", """[{"role":"Nobody"}]""", 422, "service.contact-unreachable")]
    [InlineData("contacts", """[{"telephone":"call me"}]""", 400, "request.invalid")]
    [InlineData("connectionPoints", """[{"type":"fhirRest","address":"http://plain.example"}]""", 422, "service.connection-point-unreachable")]
    [InlineData("connectionPoints", """[{"type":"fhirRest","address":"https://user:secret@host.example"}]""", 422, "service.connection-point-unreachable")]
    [InlineData("costs", """[{"amountPence":-1}]""", 400, "request.invalid")]
    [InlineData("costs", """[{"validFrom":"2026-12-24","validUntil":"2026-12-23"}]""", 422, "service.cost-dates-reversed")]
    [InlineData("languages", """["english"]""", 400, "request.invalid")]
    [InlineData("catchmentDistricts", """["OL1 1AA"]""", 400, "request.invalid")]
    [InlineData("conditions", """[" "]""", 400, "request.invalid")]
    [InlineData("conditions", """[null]""", 400, "request.invalid")]
    public async Task What_cannot_be_said_of_a_service_is_refused_and_changes_nothing(string member, string value, int status, string code)
    {
        var id = Guid.CreateVersion7();
        using var answer = await directory.Loader.PutAsJsonAsync($"/api/directory/services/{id}",
            A.Service(directory.Provider).With(member, JsonNode.Parse(value)), Cancelled);

        await Problem.AssertAsync(answer, status, code);
        using var read = await directory.Gp.GetAsync(new Uri($"/api/directory/services/{id}", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(read, 404, "service.unknown");
    }

    private JsonObject Full(JsonObject said)
    {
        var record = A.Service(directory.Provider, directory.EastSite);
        foreach (var (member, value) in said) record[member] = value?.DeepClone();
        return record;
    }

    private JsonObject Said(Guid practice) => new()
    {
        ["digitalFirst"] = true,
        ["eligibleSex"] = "female",
        ["conditions"] = new JsonArray("Venous leg ulcer"),
        ["practiceIds"] = new JsonArray(JsonValue.Create(practice)),
        ["needsCareActEligibility"] = true,
        ["eligibilityNotes"] = "Not for arterial ulcers.",
        ["catchmentDistricts"] = new JsonArray("TE1", "TE9"),
        ["openingHours"] = JsonNode.Parse($$"""
            [{"every":"week","interval":1,"days":["monday","friday"],"weeksOfMonth":[],"daysOfMonth":[],"opens":"09:00:00","closes":"12:30:00",
              "siteId":"{{directory.EastSite}}","attending":"inPerson","notes":"By appointment"}]
            """),
        ["openingExceptions"] = JsonNode.Parse("""[{"from":"2026-12-24","opens":"09:00:00","closes":"11:00:00","reason":"Christmas Eve"}]"""),
        ["onBankHolidays"] = "asUsual",
        ["languages"] = new JsonArray("en", "ur"),
        ["interpreting"] = true,
        ["costs"] = JsonNode.Parse("""[{"option":"Each session","amountPence":350}]"""),
        ["referralRoutes"] = new JsonArray("selfReferral", "generalPractice"),
        ["referralChannels"] = new JsonArray("booking", "telephone"),
        ["contacts"] = JsonNode.Parse("""[{"role":"Referrals desk","telephone":"0161 496 0001","email":"desk@clinic.example"}]"""),
        ["connectionPoints"] = JsonNode.Parse("""[{"type":"fhirMessaging","address":"https://bars.clinic.example/$process-message"}]"""),
        ["accreditations"] = "Care Quality Commission: good",
        ["alert"] = "Closed on Monday.",
        ["assurerEmail"] = "assurance@council.example",
    };

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
