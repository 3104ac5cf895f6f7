using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Access;

namespace IntegratedCare.EndToEnd.Tests.Access;

/// <summary>The running system against the committed table: every endpoint, asked by every caller, through the gateway.</summary>
public sealed partial class AccessTableTests(RunningSystem system)
{
    private const int CallersAtOnce = 4;

    private static readonly string Root = FindRoot();
    private static readonly AccessTable Table = AccessTable.Read(File.ReadAllText(Path.Combine(Root, AccessTable.File)));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_names_and_nobody_else()
    {
        var callers = AccessCaller.Of(Root);
        Assert.Equal(Table.Callers, callers.Select(caller => caller.Name));
        var differences = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(callers.Select((caller, column) => (caller, column)),
            new ParallelOptions { MaxDegreeOfParallelism = CallersAtOnce, CancellationToken = Cancelled },
            async (each, _) =>
            {
                using var client = await ClientOfAsync(each.caller);
                foreach (var row in Table.Rows)
                {
                    var (answer, status) = await AskAsync(client, row);
                    if (answer != row.Answers[each.column] || status >= HttpStatusCode.InternalServerError)
                        differences.Add($"{row.Method} {row.Path} as {each.caller.Name}: the table says {row.Answers[each.column]}, it answered {(int)status}");
                }
            });

        Assert.True(differences.IsEmpty, string.Join('\n', differences.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Every_described_operation_stands_in_the_table_under_the_policy_that_its_description_names()
    {
        using var anyone = system.Anonymous();
        var services = (await Neighbourhood.GetAsync(anyone, "/openapi")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("service").GetString()!).ToList();
        Assert.Superset(new HashSet<string> { "directory", "scheduling", "ledger", "quality", "identity" }, services.ToHashSet());

        foreach (var service in services)
        {
            var description = await Neighbourhood.GetAsync(anyone, $"/openapi/{service}.json");
            foreach (var path in description.GetProperty("paths").EnumerateObject())
            {
                foreach (var operation in path.Value.EnumerateObject())
                {
                    var row = Table.Rows.SingleOrDefault(known => known.Method.Equals(operation.Name, StringComparison.OrdinalIgnoreCase)
                        && Constraint().Replace(known.Path, "}").TrimEnd('/') == path.Name.TrimEnd('/'));
                    Assert.True(row is not null, $"{operation.Name} {path.Name} of {service} has no row.");
                    var named = operation.Value.TryGetProperty("x-policy", out var policy) ? policy.GetString() : "(anyone)";
                    Assert.Equal(row.Policy, named);
                }
            }
        }
    }

    private static async Task<(Answer, HttpStatusCode)> AskAsync(HttpClient client, AccessRow row)
    {
        (Answer, HttpStatusCode)? heard = null;
        await Eventually.Async(async () =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(row.Method), Filled(row.Path));
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            if (row.Method != "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(request, Cancelled);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return false;      // not the door's last word: asked again

            heard = (await AnswerOfAsync(answer), answer.StatusCode);
            return true;
        });
        return heard!.Value;
    }

    // A use case has refusals of its own with these statuses; the door's are these three.
    private static async Task<Answer> AnswerOfAsync(HttpResponseMessage answer)
    {
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (answer.IsSuccessStatusCode || type is not ("application/problem+json" or "application/fhir+json")) return Answer.Yes;

        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancelled));
        var code = type == "application/problem+json" ? problem.GetProperty("code")
            : problem.GetProperty("issue")[0].GetProperty("details").GetProperty("coding").EnumerateArray().Last().GetProperty("code");
        return code.GetString() switch
        {
            "request.unauthenticated" => Answer.Unknown,
            "request.forbidden" or "request.scope-missing" => Answer.Refused,
            _ => Answer.Yes,
        };
    }

    private async Task<HttpClient> ClientOfAsync(AccessCaller caller)
    {
        if (caller == AccessCaller.Anonymous) return system.Anonymous();
        if (caller == AccessCaller.Loader) return await ProgramAsync(caller.Name, system.Secret("place-loader-secret"));
        if (caller == AccessCaller.ReadingProgram) return await ProgramAsync(caller.Name, await RegisterAsync(caller));
        return await system.AsAsync(caller.Name);
    }

    private async Task<string> RegisterAsync(AccessCaller program)
    {
        using var operations = await system.AsAsync("operator");
        var (status, made) = await Neighbourhood.PostAsync(operations, "/identity/clients", new
        {
            id = program.Name, name = "A partner's program that reads", role = program.Role, scopes = program.Scopes, organisationCode = "pcn-1",
        });
        Assert.True(status == HttpStatusCode.Created, made.ToString());
        return made.GetProperty("secret").GetString()!;
    }

    private async Task<HttpClient> ProgramAsync(string id, string secret)
    {
        var client = system.Anonymous();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret,
        });
        using var answer = await client.PostAsync(new Uri("/identity/token", UriKind.Relative), form, Cancelled);
        var token = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancelled));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return client;
    }

    // Nothing has these ids, so that whoever is let in finds nothing and changes nothing.
    private static string Filled(string path) => Parameter().Replace(path, match => match.Groups["kind"].Value switch
    {
        "guid" => Guid.Empty.ToString(),
        "long" or "int" => "1",
        _ => "nothing",
    });

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IntegratedCare.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\{[^}:]+(:(?<kind>[a-z]+)[^}]*)?\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@":[^}]+\}")]
    private static partial Regex Constraint();
}
