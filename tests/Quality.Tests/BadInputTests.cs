using System.Text;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Tests;

/// <summary>What cannot be understood, or goes against a rule, is refused with a code and leaves nothing behind.</summary>
[Collection(QualityCollection.Name)]
public sealed class BadInputTests(QualityHost quality)
{
    private const string Id = "0199a000-0000-7000-8000-000000000001";

    private const string Valid =
        """
        "eventType":"incident","occurredAt":"2026-01-05T08:00:00Z","description":"A fall.","physicalHarm":"low","psychologicalHarm":"none"
        """;

    [Theory]
    [InlineData("", 400, "request.invalid")]
    [InlineData("null", 400, "request.invalid")]
    [InlineData("[]", 400, "request.invalid")]
    [InlineData("{}", 400, "request.invalid")]
    [InlineData("{", 400, "request.invalid")]
    [InlineData("{ VALID, \"unknown\": 1 }", 400, "request.invalid")]
    [InlineData("{ VALID, \"eventType\": \"risk\" }", 400, "request.invalid")]
    [InlineData("{ VALID, \"serviceId\": \"falls\" }", 400, "request.invalid")]
    [InlineData("{ VALID, \"bookingId\": 7 }", 400, "request.invalid")]
    [InlineData("{ VALID, \"safeguarding\": \"yes\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE eventType 0 }", 400, "request.invalid")]
    [InlineData("{ REPLACE eventType \"disaster\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE eventType \"incident, risk\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE eventType null }", 400, "request.invalid")]
    [InlineData("{ REPLACE physicalHarm \"fatal, low\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE psychologicalHarm \"fatal\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE physicalHarm null }", 422, "incident.harm-missing")]
    [InlineData("{ REPLACE occurredAt \"2026-01-05T08:00:00\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE occurredAt \"yesterday\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE occurredAt null }", 400, "request.invalid")]
    [InlineData("{ REPLACE occurredAt \"2999-01-01T00:00:00Z\" }", 422, "incident.in-the-future")]
    [InlineData("{ REPLACE occurredAt \"9999-12-31T23:59:59Z\" }", 422, "incident.in-the-future")]
    [InlineData("{ REPLACE occurredAt \"1066-10-14T09:00:00Z\" }", 422, "incident.too-long-ago")]
    [InlineData("{ REPLACE occurredAt \"0001-01-01T00:00:00Z\" }", 422, "incident.too-long-ago")]
    [InlineData("{ REPLACE description \"\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE description \"   \" }", 400, "request.invalid")]
    [InlineData("{ REPLACE description null }", 400, "request.invalid")]
    [InlineData("{ REPLACE description 12 }", 400, "request.invalid")]
    [InlineData("{ REPLACE description \"a\\u0000b\" }", 400, "request.invalid")]
    [InlineData("{ REPLACE description \"\\ud800\" }", 400, "request.invalid")]
    public async Task A_wrong_incident_is_refused_and_leaves_nothing(string template, int status, string code)
    {
        var reporter = quality.NewReporter();

        using var response = await SendAsync(reporter, "/api/quality/incidents", Fill(template));

        Assert.Equal((status, code), await QualityHost.RefusalAsync(response));
        var mine = await QualityHost.GetAsync<Page<IncidentSummaryView>>(reporter, "/api/quality/incidents");
        Assert.Equal(0, mine.Total);
    }

    [Fact]
    public async Task A_description_has_eight_thousand_characters_and_not_one_more()
    {
        var reporter = quality.NewReporter();
        var longest = A.Incident with { Description = new('é', Incident.DescriptionLengthMax) };

        var logged = await QualityHost.LogAsync(reporter, longest);
        var read = await QualityHost.GetAsync<IncidentView>(reporter, $"/api/quality/incidents/{logged.Id}");
        using var tooLong = await SendAsync(
            reporter, "/api/quality/incidents", Fill($"{{ REPLACE description \"{new string('a', 8_001)}\" }}"));
        using var huge = await SendAsync(
            reporter, "/api/quality/incidents", Fill($"{{ REPLACE description \"{new string('a', 2_000_000)}\" }}"));

        Assert.Equal(longest.Description, read.Description);
        Assert.Equal((400, "request.invalid"), await QualityHost.RefusalAsync(tooLong));
        Assert.Equal((413, "request.too-large"), await QualityHost.RefusalAsync(huge));
    }

    [Theory]
    [InlineData("", "request.invalid")]
    [InlineData("{}", "request.invalid")]
    [InlineData("""{ "serviceId": "ID", "incidentId": "ID", "level": "closed", "reason": "Unsafe." }""", "request.invalid")]
    [InlineData("""{ "serviceId": "ID", "incidentId": "ID", "level": 0, "reason": "Unsafe." }""", "request.invalid")]
    [InlineData("""{ "serviceId": "ID", "incidentId": "ID", "level": "suspended", "reason": " " }""", "request.invalid")]
    [InlineData("""{ "serviceId": "ID", "incidentId": null, "level": "suspended", "reason": "Unsafe." }""", "request.invalid")]
    [InlineData("""{ "serviceId": "ID", "incidentId": "ID", "level": "suspended", "reason": "Unsafe." }""", "restriction.incident-unknown")]
    public async Task A_wrong_restriction_is_refused(string body, string code)
    {
        using var response = await SendAsync(
            quality.ChiefNurse, "/api/quality/restrictions", body.Replace("ID", Id, StringComparison.Ordinal));

        Assert.Equal(code, (await QualityHost.RefusalAsync(response)).Code);
    }

    [Theory]
    [InlineData("/api/quality/incidents?page=0", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?page=-1", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?pageSize=201", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?page=first", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?status=closed", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?status=9", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?eventType=-1", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?serviceId=falls", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?from=yesterday", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?from=2026-02-30", 400, "request.invalid")]
    [InlineData("/api/quality/incidents?from=2026-03-02&to=2026-03-01", 422, "incident.period-invalid")]
    [InlineData("/api/quality/incidents?from=0001-01-01", 422, "incident.period-invalid")]
    [InlineData("/api/quality/incidents?to=9999-12-31", 422, "incident.period-invalid")]
    [InlineData("/api/quality/incidents?serviceId=%00", 400, "request.invalid")]
    [InlineData("/api/quality/incidents/" + Id, 404, "incident.unknown")]
    [InlineData("/api/quality/incidents/QI-2026-000001", 404, "request.route-unknown")]
    [InlineData("/api/quality/incidents/" + Id + "/timeline", 404, "incident.unknown")]
    [InlineData("/api/quality/incidents/" + Id + "/timeline?after=-1", 400, "request.invalid")]
    [InlineData("/api/quality/incidents/" + Id + "/timeline?after=99999999999", 400, "request.invalid")]
    [InlineData("/api/quality/incidents/" + Id + "/timeline?limit=0", 400, "request.invalid")]
    [InlineData("/api/quality/incidents/" + Id + "/affected-bookings", 404, "incident.unknown")]
    [InlineData("/api/quality/restrictions?status=5", 400, "request.invalid")]
    [InlineData("/api/quality/restrictions/" + Id, 404, "restriction.unknown")]
    [InlineData("/api/quality/nothing", 404, "request.route-unknown")]
    public async Task A_wrong_question_is_refused(string path, int status, string code)
    {
        using var response = await quality.Service.Client(Roles.ChiefNurse).GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((status, code), await QualityHost.RefusalAsync(response));
    }

    [Fact]
    public async Task An_unknown_purpose_is_refused()
    {
        var nurse = quality.ChiefNurse;
        nurse.DefaultRequestHeaders.Add("X-Purpose", "curiosity");

        using var response = await nurse.GetAsync(
            new Uri($"/api/quality/incidents/{Id}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((400, "request.purpose-unknown"), await QualityHost.RefusalAsync(response));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary><c>VALID</c> is a whole incident; <c>REPLACE member value</c> is the same with one member changed.</summary>
    private static string Fill(string template)
    {
        if (!template.Contains("REPLACE", StringComparison.Ordinal))
            return template.Replace("VALID", Valid.Trim(), StringComparison.Ordinal);

        var parts = template.Trim('{', '}', ' ').Split(' ', 3);
        var members = Valid.Trim().Split(',').Select(member =>
            member.StartsWith($"\"{parts[1]}\"", StringComparison.Ordinal) ? $"\"{parts[1]}\":{parts[2]}" : member);
        return $"{{{string.Join(',', members)}}}";
    }
}
