using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Tests.Audit;

public sealed class AskingTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private const string Number = "9434765919";

    private readonly AuditTrail audit = new(sample);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DateTimeOffset From => TimeProvider.System.GetUtcNow().AddHours(-1);

    private static DateTimeOffset To => TimeProvider.System.GetUtcNow().AddHours(1);

    [Fact]
    public async Task A_search_goes_from_the_newest_to_the_oldest_and_misses_and_repeats_nothing()
    {
        var marker = Guid.NewGuid().ToString();
        await RecordAsync(25, marker);
        var ids = new List<long>();

        string? after = null;
        do
        {
            var page = await audit.AskAsync("records/search", new { from = From, to = To, recordId = marker, after, limit = 7 });
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        Assert.Equal(25, ids.Distinct().Count());
        Assert.Equal(ids.OrderDescending(), ids);
    }

    [Fact]
    public async Task Each_condition_narrows()
    {
        var marker = Guid.NewGuid().ToString();
        await RecordAsync(2, marker, PersonOf(Number), AccessBasis.Team);
        await RecordAsync(1, marker);

        Assert.Equal(2, await CountAsync(new { from = From, to = To, recordId = marker, nhsNumber = "943 476 5919" }));
        Assert.Equal(2, await CountAsync(new { from = From, to = To, recordId = marker, personKey = PersonOf(Number) }));
        Assert.Equal(2, await CountAsync(new { from = From, to = To, recordId = marker, basis = "team" }));
        Assert.Equal(3, await CountAsync(new { from = From, to = To, recordId = marker, subject = "persona:gp", role = "gp" }));
        Assert.Equal(3, await CountAsync(new { from = From, to = To, recordId = marker, outcome = "succeeded", purpose = "notStated" }));
        Assert.Equal(0, await CountAsync(new { from = From, to = To, recordId = marker, outcome = "refused" }));
        Assert.Equal(0, await CountAsync(new { from = From, to = To, recordId = marker, organisation = "elsewhere" }));
        Assert.Equal(0, await CountAsync(new { from = From, to = To, recordId = marker, action = "note.burn" }));
        Assert.Equal(0, await CountAsync(new { from = From.AddDays(-2), to = From.AddDays(-1), recordId = marker }));
    }

    [Theory]
    [InlineData("records/search", """{"from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"}""", 422, "audit.period-invalid")]
    [InlineData("records/search", """{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","nhsNumber":"9434765918"}""", 422, "audit.nhs-number-invalid")]
    [InlineData("records/search", """{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","after":"x"}""", 400, "audit.cursor-invalid")]
    [InlineData("records/search", """{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","after":"9223372036854775807.1"}""", 400, "audit.cursor-invalid")]
    [InlineData("records/search", """{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","limit":201}""", 400, "request.invalid")]
    [InlineData("records/search", """{"to":"2026-01-02T00:00:00Z"}""", 400, "request.invalid")]
    [InlineData("records/search", """{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","personKey":"' or 1=1 --"}""", 400, "request.invalid")]
    [InlineData("export", """{"from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"}""", 422, "audit.period-invalid")]
    [InlineData("person", """{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}""", 422, "audit.person-missing")]
    [InlineData("verification", """{"heads":[{"lane":99,"number":1,"hash":"x"}]}""", 400, "request.invalid")]
    public async Task A_question_that_makes_no_sense_is_refused(string path, string body, int status, string code)
    {
        using var officer = sample.Host.Client(Roles.PrivacyOfficer);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await officer.PostAsync(new Uri($"/audit/ledger/{path}", UriKind.Relative), content, Cancelled);

        await Problem.AssertAsync(answer, (HttpStatusCode)status, code);
    }

    [Theory]
    [InlineData("records/search")]
    [InlineData("person")]
    [InlineData("export")]
    [InlineData("verification")]
    public async Task Nobody_but_the_privacy_officer_asks_and_whoever_tries_is_refused(string path)
    {
        foreach (var role in Roles.All.Except([Roles.PrivacyOfficer]))
        {
            using var other = sample.Host.Client(role);
            using var answer = await other.PostAsJsonAsync(new Uri($"/audit/ledger/{path}", UriKind.Relative), new { }, Cancelled);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_reads_the_audit_is_in_it()
    {
        foreach (var path in new[] { "records/search", "person" })
            await audit.AskAsync(path, new { from = From, to = To, nhsNumber = Number });

        var own = await audit.AskAsync("records/search", new { from = From, to = To, role = Roles.PrivacyOfficer, personKey = PersonOf(Number) });

        var actions = own.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("action").GetString()).ToList();
        Assert.Contains("audit.search", actions);
        Assert.Contains("audit.person-report", actions);
    }

    [Fact]
    public async Task Who_saw_a_person_is_told_by_subject_with_refusals_of_their_records()
    {
        var person = PersonOf("9434765870");
        var record = Guid.NewGuid().ToString();
        await RecordAsync(3, record, person, AccessBasis.Team);
        await RecordAsync(1, record, person, AccessBasis.BreakGlass, "persona:stranger");
        using (var db = sample.Host.Db())
        {
            var kept = new Caller("persona:kept-out", "x", Roles.Gp, null, null);
            db.RecordRefusal(kept, Purpose.NotStated, "get-note", "note", record, "note.unknown");
            db.RecordRefusal(kept, Purpose.NotStated, "get-note", "note", "another", "note.unknown");
            await db.SaveChangesAsync(Cancelled);
        }

        var report = await audit.AskAsync("person", new { from = From, to = To, nhsNumber = "9434765870" });

        Assert.True(report.GetProperty("complete").GetBoolean());
        var by = report.GetProperty("accessors").EnumerateArray().ToDictionary(a => a.GetProperty("subject").GetString()!);
        Assert.Equal(3, by["persona:gp"].GetProperty("count").GetInt64());
        Assert.Equal("team", by["persona:gp"].GetProperty("bases")[0].GetString());
        Assert.Equal(1, by["persona:stranger"].GetProperty("breakGlass").GetInt64());
        Assert.Equal(1, by["persona:kept-out"].GetProperty("refused").GetInt64());
        Assert.Equal(1, by["persona:kept-out"].GetProperty("count").GetInt64());
    }

    [Fact]
    public async Task An_export_is_a_valid_FHIR_AuditEvent_on_every_line()
    {
        var marker = Guid.NewGuid().ToString();
        await RecordAsync(2, marker, PersonOf(Number), AccessBasis.BreakGlass);
        await RecordAsync(1, marker, subject: "client:partner");
        await audit.WriteAsync(3);
        using (var db = sample.Host.Db())
        {
            db.RecordRefusal(new("unknown", "x", "unknown", null, null), Purpose.NotStated, "token.refused", "refusal", marker, "token.invalid");
            await db.SaveChangesAsync(Cancelled);
        }

        var all = await ExportAsync(new { from = From, to = To });
        var marked = await ExportAsync(new { from = From, to = To, recordId = marker });

        Assert.All(all, resource => Assert.Empty(AuditEventRules.Broken(resource)));
        Assert.True(all.Count > marked.Count);
        Assert.Equal(4, marked.Count);
        Assert.Equal(["0", "0", "0", "4"], marked.Select(m => m.GetProperty("outcome").GetString()));
        Assert.Equal("110110", marked[0].GetProperty("type").GetProperty("code").GetString());
        Assert.Equal("110114", marked[3].GetProperty("type").GetProperty("code").GetString());
        Assert.Equal("BTG", marked[0].GetProperty("purposeOfEvent")[0].GetProperty("coding")[0].GetProperty("code").GetString());
        Assert.Equal(PersonOf(Number), marked[0].GetProperty("entity")[1].GetProperty("what").GetProperty("identifier").GetProperty("value").GetString());
        Assert.DoesNotContain(all, resource => resource.GetRawText().Contains(Number, StringComparison.Ordinal));
    }

    [Fact]
    public void A_resource_that_lacks_what_FHIR_demands_is_found_out()
    {
        static IReadOnlyList<string> Of(string json) => AuditEventRules.Broken(JsonDocument.Parse(json).RootElement);

        Assert.Equal(["AuditEvent.type: missing", "AuditEvent.recorded: missing", "AuditEvent.agent: missing", "AuditEvent.source: missing"],
            Of("""{"resourceType":"AuditEvent"}"""));
        Assert.NotEmpty(Of("""
            {"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"yesterday","agent":[],"source":{"site":"x"},"entity":[{"name":"a","query":"b"}]}
            """));
    }

    private async Task<IReadOnlyList<JsonElement>> ExportAsync(object filter)
    {
        using var officer = sample.Host.Client(Roles.PrivacyOfficer);
        using var answer = await officer.PostAsJsonAsync(new Uri("/audit/ledger/export", UriKind.Relative), filter, Cancelled);
        Assert.Equal("application/fhir+ndjson", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }

    private async Task<int> CountAsync(object filter) =>
        (await audit.AskAsync("records/search", filter)).GetProperty("items").GetArrayLength();

    private string PersonOf(string number)
    {
        Assert.True(NhsNumber.TryParse(number, out var parsed), number.ToString(CultureInfo.InvariantCulture));
        return sample.Host.Services.GetRequiredService<PersonalDataCipher>().KeyOf(parsed).Value;
    }

    private async Task RecordAsync(
        int times, string recordId, string? person = null, AccessBasis? basis = null, string subject = "persona:gp")
    {
        using var db = sample.Host.Db();
        for (var i = 0; i < times; i++)
            db.RecordAccess(new(subject, subject, Roles.Gp, "practice", "central"), Purpose.NotStated, "note.read", "note", recordId, person, basis);
        await db.SaveChangesAsync(Cancelled);
    }
}
