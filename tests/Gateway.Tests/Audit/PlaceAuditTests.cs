using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IntegratedCare.Gateway.Tests.Audit;

public sealed class PlaceAuditTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly object Day = new { from = Noon.AddDays(-1), to = Noon.AddDays(1) };

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_merges_the_services_by_time_page_by_page_and_names_who_did_not_answer()
    {
        await using var ledger = await AuditedAsync("ledger", minutes: [1, 4, 5]);
        await using var scheduling = await AuditedAsync("scheduling", minutes: [2, 3, 6, 7]);
        await using var quality = await BackEnd.StartAsync("quality");
        await using var gateway = await GatewayHost.StartAsync([("ledger", ledger), ("scheduling", scheduling), ("quality", quality)]);
        await quality.StopAsync();
        using var officer = gateway.As("privacy-officer");
        var seen = new List<string>();

        string? after = null;
        for (var page = 0; page < 3; page++)
        {
            var answer = await AskAsync(officer, "/audit/search", new { from = Noon.AddDays(-1), to = Noon.AddDays(1), limit = 3, after });
            Assert.Contains("quality", Strings(answer.GetProperty("unreachable")));
            seen.AddRange(answer.GetProperty("items").EnumerateArray().Select(i =>
                $"{i.GetProperty("service").GetString()} {i.GetProperty("record").GetProperty("id").GetInt64()}"));
            after = answer.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(
            ["scheduling 7", "scheduling 6", "ledger 5", "ledger 4", "scheduling 3", "scheduling 2", "ledger 1"], seen);
        Assert.All(ledger.Received, r => Assert.StartsWith("Bearer ", r.Headers["Authorization"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_saw_a_person_is_one_line_for_each_with_what_surprises_first()
    {
        await using var scheduling = await ReportingAsync("scheduling",
            Accessor("persona:usual", "gp", 5, last: 9), Accessor("persona:broke", "gp", 1, breakGlass: 1, last: 1), Accessor("persona:both", "nurse", 2, last: 2));
        await using var quality = await ReportingAsync("quality",
            Accessor("persona:both", "nurse", 3, last: 8), Accessor("=cmd()", "gp", 1, refused: 1, last: 3));
        await using var gateway = await GatewayHost.StartAsync([("scheduling", scheduling), ("quality", quality)]);
        using var officer = gateway.As("privacy-officer");

        var report = await AskAsync(officer, "/audit/person", new { nhsNumber = "9434765919", from = Noon.AddDays(-1), to = Noon });
        officer.DefaultRequestHeaders.Add("Accept", "text/csv");
        using var table = await officer.PostAsJsonAsync("/audit/person", new { nhsNumber = "9434765919", from = Noon.AddDays(-1), to = Noon }, Ending);

        var lines = report.GetProperty("accessors").EnumerateArray().ToList();
        Assert.Equal(["persona:broke", "=cmd()", "persona:usual", "persona:both"], lines.Select(l => l.GetProperty("access").GetProperty("subject").GetString()));
        Assert.Equal(5, lines[3].GetProperty("access").GetProperty("count").GetInt64());
        Assert.Equal(["quality", "scheduling"], Strings(lines[3].GetProperty("services")));
        Assert.False(report.GetProperty("complete").GetBoolean());       // the other services of the table run nowhere here
        Assert.Contains("ledger", Strings(report.GetProperty("unreachable")));
        Assert.Equal("text/csv", table.Content.Headers.ContentType?.MediaType);
        var csv = await table.Content.ReadAsStringAsync(Ending);
        Assert.Contains("\r\n'=cmd(),gp,", csv, StringComparison.Ordinal);
        Assert.Contains("(service ledger did not answer)", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("9434765919", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=1,\"2\"", "\"'=1,\"\"2\"\"\"")]
    public void No_cell_of_a_table_can_act_as_a_formula_or_leave_its_cell(string value, string cell) =>
        Assert.Equal(cell, Gateway.Audit.CsvReport.Cell(value));

    [Fact]
    public async Task The_place_is_intact_only_where_every_service_answers_and_holds()
    {
        var states = new ConcurrentDictionary<string, bool>();
        Task Answer(HttpContext context, string name) => context.Response.WriteAsync(
            $$"""{"records":3,"intact":{{(states.GetValueOrDefault(name, true) ? "true" : "false")}},"heads":[],"firstBroken":{"lane":1,"number":2,"recordId":9,"reason":"changed"},"newer":1}""");
        var services = await AllAsync(Answer);
        await using var gateway = await GatewayHost.StartAsync(services);
        gateway.IdentityAnswers(context =>
        {
            context.Response.ContentType = "application/json";
            return Answer(context, "identity");
        });
        using var officer = gateway.As("privacy-officer");

        var whole = await officer.GetFromJsonAsync<JsonElement>("/audit/verification", Ending);
        states["ledger"] = false;
        var broken = await officer.GetFromJsonAsync<JsonElement>("/audit/verification", Ending);
        states["ledger"] = true;
        await services[2].Replica.StopAsync();
        var partly = await officer.GetFromJsonAsync<JsonElement>("/audit/verification", Ending);

        Assert.True(whole.GetProperty("intact").GetBoolean());
        Assert.Equal(5, whole.GetProperty("services").GetArrayLength());
        Assert.False(broken.GetProperty("intact").GetBoolean());
        Assert.False(partly.GetProperty("intact").GetBoolean());
        Assert.Equal(["quality"], Strings(partly.GetProperty("unreachable")));
        foreach (var (_, service) in services) await service.DisposeAsync();
    }

    [Fact]
    public async Task An_export_gives_all_services_lines_or_none()
    {
        static Task Answer(HttpContext context, string name) =>
            context.Response.WriteAsync($$"""{"resourceType":"AuditEvent","id":"{{name}}-1"}""" + "\n");
        var services = await AllAsync(Answer);
        await using var gateway = await GatewayHost.StartAsync(services);
        gateway.IdentityAnswers(context => Answer(context, "identity"));
        using var officer = gateway.As("privacy-officer");

        using var whole = await officer.PostAsJsonAsync("/audit/export", Day, Ending);
        await services[3].Replica.StopAsync();
        using var none = await officer.PostAsJsonAsync("/audit/export", Day, Ending);

        Assert.Equal("application/fhir+ndjson", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal(5, (await whole.Content.ReadAsStringAsync(Ending)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await Refusal.IsAsync(none, HttpStatusCode.ServiceUnavailable, "service.unavailable");
        foreach (var (_, service) in services) await service.DisposeAsync();
    }

    [Fact]
    public async Task What_a_service_refuses_the_officer_hears_in_its_words_and_nonsense_no_service_hears()
    {
        await using var ledger = await BackEnd.StartAsync("ledger");
        ledger.Answer = async c =>
        {
            c.Response.StatusCode = 422;
            await c.Response.WriteAsync("""{"code":"audit.period-invalid"}""");
        };
        await using var gateway = await GatewayHost.StartAsync([("ledger", ledger)]);
        using var officer = gateway.As("privacy-officer");

        foreach (var path in new[] { "/audit/search", "/audit/person" })
        {
            using var refused = await officer.PostAsJsonAsync(path, Day, Ending);
            Assert.Equal(422, (int)refused.StatusCode);
            Assert.Contains("audit.period-invalid", await refused.Content.ReadAsStringAsync(Ending), StringComparison.Ordinal);
        }

        var heard = ledger.Received.Count;
        foreach (var after in new[] { "?", "eyJsZWRnZXIiOiJ4In0", "eyJsZWRnZXIiOm51bGx9" })
        {
            using var refused = await officer.PostAsJsonAsync("/audit/search", new { from = Noon, to = Noon.AddDays(1), after }, Ending);
            await Refusal.IsAsync(refused, HttpStatusCode.BadRequest, "audit.cursor-invalid");
        }

        using var tooMany = await officer.PostAsJsonAsync("/audit/search", new { from = Noon, to = Noon.AddDays(1), limit = 201 }, Ending);
        await Refusal.IsAsync(tooMany, HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(heard, ledger.Received.Count);
    }

    [Fact]
    public async Task Only_the_privacy_officer_asks()
    {
        await using var gateway = await GatewayHost.StartAsync([]);
        foreach (var role in new[] { "gp", "operator", "chief-nurse", "place-loader" })
        {
            using var other = gateway.As(role);
            foreach (var path in new[] { "/audit/search", "/audit/person", "/audit/export" })
                await Refusal.IsAsync(await other.PostAsJsonAsync(path, Day, Ending), HttpStatusCode.Forbidden, "request.forbidden");
            await Refusal.IsAsync(await other.GetAsync(new Uri("/audit/verification", UriKind.Relative), Ending), HttpStatusCode.Forbidden, "request.forbidden");
        }
    }

    // Every service but identity, which is the issuer of the tests' tokens.
    private static async Task<IReadOnlyList<(string Service, BackEnd Replica)>> AllAsync(Func<HttpContext, string, Task> answer)
    {
        var services = new List<(string, BackEnd)>();
        foreach (var name in new[] { "directory", "ledger", "quality", "scheduling" })
        {
            var service = await BackEnd.StartAsync(name);
            service.Answer = context => answer(context, name);
            services.Add((name, service));
        }

        return services;
    }

    // A service whose records happened in these minutes and are numbered by them; it pages as the kernel does.
    private static async Task<BackEnd> AuditedAsync(string name, int[] minutes)
    {
        var service = await BackEnd.StartAsync(name);
        service.Answer = async context =>
        {
            var asked = await context.Request.ReadFromJsonAsync<JsonElement>();
            var before = asked.TryGetProperty("after", out var after)
                ? long.Parse(after.GetString()!.Split('.')[1], CultureInfo.InvariantCulture) : long.MaxValue;
            var found = minutes.Where(m => m < before).OrderDescending().ToList();
            var items = found.Take(asked.GetProperty("limit").GetInt32()).Select(Record).ToList();
            await context.Response.WriteAsJsonAsync(found.Count > items.Count
                ? new { items, next = (object)items[^1]["cursor"] }
                : (object)new { items });
        };
        return service;
    }

    private static Dictionary<string, object> Record(int minute)
    {
        var at = Noon.AddMinutes(minute);
        return new()
        {
            ["cursor"] = $"{(at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10}.{minute}", ["id"] = minute, ["at"] = at, ["subject"] = "persona:gp",
            ["role"] = "gp", ["purpose"] = "directCare", ["action"] = "booking.read", ["recordType"] = "booking", ["recordId"] = "x",
            ["outcome"] = "succeeded",
        };
    }

    private static async Task<BackEnd> ReportingAsync(string name, params object[] accessors)
    {
        var service = await BackEnd.StartAsync(name);
        service.Answer = context => context.Response.WriteAsJsonAsync(new { accessors, complete = true });
        return service;
    }

    private static object Accessor(string subject, string role, int count, int last, int breakGlass = 0, int refused = 0) => new
    {
        subject, role, organisation = "practice", first = Noon.AddHours(-12), last = Noon.AddHours(-12 + last), count, refused, notStated = 0,
        breakGlass, purposes = new[] { "directCare" }, actions = new[] { "booking.read" }, bases = new[] { "team" },
    };

    private static async Task<JsonElement> AskAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Ending);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ending));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString() ?? "")];
}
