using System.Net;
using System.Text.Json.Nodes;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>SQL, HTML and worse in every text of every request that the services describe; and members that nobody described.</summary>
public sealed class PayloadTests(RunningSystem system)
{
    private static readonly string[] Personas =
    [
        "gp", "care-coordinator", "team-clinician", "operator", "finance-council", "pool-manager", "chief-nurse", "directory-editor",
        "privacy-officer",
    ];

    private static readonly string[] Payloads =
    [
        "' or '1'='1", "'; drop table bookings; select pg_sleep(9)--", "\"><script>alert(1)</script>", "{{7*7}}${7*7}<%=7*7%>",
        "../../../../etc/passwd", "x\r\nSet-Cookie: planted=1", "\u202Eevil\u2066", new('ü', 5_000),
    ];

    /// <summary>What would raise the one who sends it, were it taken over.</summary>
    private static readonly string[] Overposted =
        ["role", "organisationCode", "isAdmin", "subject", "id", "status", "createdAt", "hash", "__proto__", "$type", "scope", "postedBy"];

    public static TheoryData<string> ServiceNames => [.. Described.Services];

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task No_text_makes_a_service_fail_or_tell_more_than_it_should(string service)
    {
        var description = await Described.ReadAsync(system, service);
        var sent = 0;
        foreach (var operation in Bodied(description))
        {
            using var client = await AllowedAsync(description, operation);
            foreach (var place in description.Texts(operation.Body!.Value))
            {
                foreach (var payload in Payloads)
                {
                    var body = description.Body(operation.Body.Value, at => at == place ? payload : null);
                    await Answers.SendAsync(client, operation.Method, Fresh(operation), body?.ToJsonString());
                    sent++;
                }
            }
        }

        Assert.True(sent > 0, "Nothing was sent: the description was not read.");
        using var anyone = system.Anonymous();
        await Neighbourhood.GetAsync(anyone, $"/openapi/{service}.json");
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task A_member_that_nobody_described_is_refused(string service)
    {
        var description = await Described.ReadAsync(system, service);
        var refused = 0;
        foreach (var operation in Bodied(description))
        {
            using var client = await AllowedAsync(description, operation);
            foreach (var member in Overposted)
            {
                if (description.Body(operation.Body!.Value, _ => null) is not JsonObject body || body.ContainsKey(member)) continue;
                body[member] = "operator";

                var (status, text) = await Answers.SendAsync(client, operation.Method, Fresh(operation), body.ToJsonString());

                // Whoever may not do it at all hears that first.
                Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized,
                    $"{operation} took {member}: {(int)status} {text}");
                if (status == HttpStatusCode.BadRequest) refused++;
            }
        }

        Assert.True(refused > 0, "No operation was reached.");
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task Paths_that_climb_reach_nothing(string service)
    {
        var description = await Described.ReadAsync(system, service);
        using var client = await system.AsAsync("operator");
        string[] climbs = ["..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fhealth", "..%5c..%5cwindows", "%252e%252e%252f", "%c0%ae%c0%ae%2f", ".%00./"];
        foreach (var operation in description.Operations().Where(one => one.TakesId && one.Method == HttpMethod.Get))
        {
            foreach (var climb in climbs)
            {
                using var answer = await client.GetAsync(operation.Address(_ => climb), TestContext.Current.CancellationToken);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{operation} {climb}: {(int)answer.StatusCode} {text}");
                Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
            }
        }
    }

    // What says how the whole place is (its settings, its postcodes) is left as the other tests need it.
    private static IEnumerable<Described.Operation> Bodied(Described description) =>
        description.Operations().Where(one => one.Body is not null && (one.Method != HttpMethod.Put || one.TakesId));

    private static string Fresh(Described.Operation operation) =>
        operation.Address(parameter => parameter switch
        {
            "version" or "line" or "number" => "1",
            _ when parameter.EndsWith("id", StringComparison.OrdinalIgnoreCase) => Guid.NewGuid().ToString(),
            _ => $"attack-{Guid.NewGuid():N}",
        });

    /// <summary>Somebody who gets past the policy, so that the body is read; anybody where nobody does.</summary>
    private async Task<HttpClient> AllowedAsync(Described description, Described.Operation operation)
    {
        if (!operation.NeedsToken) return system.Anonymous();
        foreach (var persona in Personas)
        {
            var client = await system.AsAsync(persona);
            var (status, _) = await Answers.SendAsync(client, operation.Method, Fresh(operation), """{"unknown":1}""");
            if (status is not HttpStatusCode.Forbidden) return client;
            client.Dispose();
        }

        return await system.AsAsync("operator");
    }
}
