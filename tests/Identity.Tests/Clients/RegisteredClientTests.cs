using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IntegratedCare.Identity.Tests.Clients;

/// <summary>A partner's program from its registration to its suspension, as the operator and the program live it.</summary>
public sealed class RegisteredClientTests(RealServers servers, DemonstrationPlace place) : IClassFixture<DemonstrationPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_program_gets_tokens_with_its_scopes_and_no_more()
    {
        await place.Identity.AddPersonasAsync("operator");
        using var operations = place.Identity.With(await place.Identity.PersonaTokenAsync("operator"));
        var (id, secret, _) = await RegisterAsync(operations, "scopes");

        var whole = await TokenAsync(id, secret);
        var part = await TokenAsync(id, secret, ("scope", "scheduling.read"));
        var more = await AskAsync(id, secret, ("scope", "ledger.read"));
        var elsewhere = await AskAsync(id, secret, ("resource", "ledger"));

        Assert.Equal("client:" + id, whole.Subject);
        Assert.Equal("Rota synchronisation", whole.GetClaim("name").Value);
        Assert.Equal("care-coordinator", whole.GetClaim("role").Value);
        Assert.Equal("oldham-council", whole.GetClaim("org").Value);
        Assert.Equal("scheduling.read scheduling.write", whole.GetClaim("scope").Value);
        Assert.Equal(["scheduling"], whole.Audiences);
        Assert.Equal("scheduling.read", part.GetClaim("scope").Value);
        var problem = await Refusal.IsAsync(more, HttpStatusCode.BadRequest, "token.scope-unknown");
        Assert.Equal("invalid_scope", problem.GetProperty("error").GetString());
        problem = await Refusal.IsAsync(elsewhere, HttpStatusCode.BadRequest, "token.resource-unknown");
        Assert.Equal("invalid_target", problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_secret_is_changed_without_downtime_and_withdrawn_at_once()
    {
        await place.Identity.AddPersonasAsync("operator");
        using var operations = place.Identity.With(await place.Identity.PersonaTokenAsync("operator"));
        var (id, first, firstId) = await RegisterAsync(operations, "rotation");

        var added = await PostAsync(operations, $"/identity/clients/{id}/secrets", new { overlapMinutes = 60 }, HttpStatusCode.Created);
        var second = added.GetProperty("secret").GetString()!;
        Assert.True((await AskAsync(id, first)).IsSuccessStatusCode);
        Assert.True((await AskAsync(id, second)).IsSuccessStatusCode);
        var third = await operations.PostAsJsonAsync($"/identity/clients/{id}/secrets", new { overlapMinutes = 0 }, Ending);
        await Refusal.IsAsync(third, HttpStatusCode.Conflict, "client.secrets-already-two");

        var left = await PostAsync(operations, $"/identity/clients/{id}/secrets/{firstId}/withdrawal", new { }, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(id, first)).StatusCode);
        Assert.True((await AskAsync(id, second)).IsSuccessStatusCode);
        var kept = Assert.Single(left.GetProperty("secrets").EnumerateArray());
        Assert.Equal(added.GetProperty("secretId").GetGuid(), kept.GetProperty("id").GetGuid());
        Assert.True(kept.TryGetProperty("lastUsedAt", out _));
    }

    [Fact]
    public async Task A_suspended_program_is_refused_like_an_unknown_one_until_it_is_reinstated()
    {
        await place.Identity.AddPersonasAsync("operator");
        using var operations = place.Identity.With(await place.Identity.PersonaTokenAsync("operator"));
        var (id, secret, _) = await RegisterAsync(operations, "suspension");

        await PostAsync(operations, $"/identity/clients/{id}/suspension", new { }, HttpStatusCode.OK);
        await Refusal.IsAsync(await AskAsync(id, secret), HttpStatusCode.Unauthorized, "token.client-unknown");

        await PostAsync(operations, $"/identity/clients/{id}/reinstatement", new { }, HttpStatusCode.OK);
        Assert.True((await AskAsync(id, secret)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_list_shows_every_program_and_no_secret_of_any()
    {
        await place.Identity.AddPersonasAsync("operator");
        using var operations = place.Identity.With(await place.Identity.PersonaTokenAsync("operator"));
        var (id, secret, _) = await RegisterAsync(operations, "list");

        var text = await operations.GetStringAsync("/identity/clients?pageSize=200", Ending);

        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", text, StringComparison.OrdinalIgnoreCase);
        var items = JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("registered", items.Single(client => client.GetProperty("id").GetString() == id).GetProperty("origin").GetString());
        Assert.Equal("settings", items.Single(client => client.GetProperty("id").GetString() == "place-loader").GetProperty("origin").GetString());
        await using var db = place.Identity.Service.Db();
        var stored = await db.Clients.Include(client => client.Secrets).SingleAsync(client => client.Id == id, Ending);
        Assert.True(stored.Secrets.Single().Hash.IsOf(secret));
    }

    [Theory]
    [InlineData("place-loader", "analyst", "oldham-council", "directory.read", HttpStatusCode.Conflict, "client.id-taken")]
    [InlineData("taken-role", "operator", "oldham-council", "directory.read", HttpStatusCode.UnprocessableEntity, "client.role-not-for-programs")]
    [InlineData("taken-scope", "analyst", "oldham-council", "directory.all", HttpStatusCode.UnprocessableEntity, "client.scope-unknown")]
    [InlineData("taken-place", "analyst", "atlantis", "directory.read", HttpStatusCode.UnprocessableEntity, "client.organisation-unknown")]
    [InlineData("Taken Id", "analyst", "oldham-council", "directory.read", HttpStatusCode.UnprocessableEntity, "client.id-invalid")]
    public async Task A_program_that_may_not_be_is_not_registered(
        string id, string role, string organisation, string scope, HttpStatusCode status, string code)
    {
        await place.Identity.AddPersonasAsync("operator");
        using var operations = place.Identity.With(await place.Identity.PersonaTokenAsync("operator"));

        var answer = await operations.PostAsJsonAsync("/identity/clients",
            new { id, name = "A program", role, scopes = new[] { scope }, organisationCode = organisation }, Ending);

        await Refusal.IsAsync(answer, status, code);
    }

    [Fact]
    public async Task Only_the_operator_gives_programs_a_way_in()
    {
        using var gp = place.Identity.With(await place.Identity.PersonaTokenAsync("gp"));

        var answer = await gp.PostAsJsonAsync("/identity/clients",
            new { id = "mine", name = "Mine", role = "analyst", scopes = new[] { "ledger.read" } }, Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Fact]
    public async Task Two_rotations_side_by_side_leave_two_secrets()
    {
        await place.Identity.AddPersonasAsync("operator");
        using var operations = place.Identity.With(await place.Identity.PersonaTokenAsync("operator"));
        var (id, _, _) = await RegisterAsync(operations, "race");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            operations.PostAsJsonAsync($"/identity/clients/{id}/secrets", new { overlapMinutes = 60 }, Ending)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_setting_of_a_registered_program_s_id_stops_the_start_and_leaves_the_program_alone()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        await identity.AddPersonasAsync("operator");
        using var operations = identity.With(await identity.PersonaTokenAsync("operator"));
        var registered = await RegisterAsync(operations, "collision");

        var refusal = Assert.ThrowsAny<Exception>(() => new AnotherReplica(identity, web =>
        {
            web.UseSetting($"Clients:{registered.Id}:Secret", IdentityHost.Secret);
            web.UseSetting($"Clients:{registered.Id}:Role", "analyst");
            web.UseSetting($"Clients:{registered.Id}:Scopes", "directory.read");
        }));

        Assert.Contains("has registered a client of that id", refusal.ToString(), StringComparison.Ordinal);
        Assert.True((await identity.SignInAsync(registered.Id, registered.Secret)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_gateway_s_own_client_gets_no_token_in_its_own_name()
    {
        await using var identity = await IdentityHost.StartAsync(
            servers, configure: web => web.UseSetting("Clients:gateway:Secret", IdentityHost.Secret));

        var answer = await identity.SignInAsync("gateway");

        var problem = await Refusal.IsAsync(answer, HttpStatusCode.BadRequest, "token.grant-not-for-client");
        Assert.Equal("unauthorized_client", problem.GetProperty("error").GetString());
    }

    private static async Task<(string Id, string Secret, Guid SecretId)> RegisterAsync(HttpClient operations, string name)
    {
        var made = await PostAsync(operations, "/identity/clients", new
        {
            id = $"rota-{name}",
            name = "Rota synchronisation",
            role = "care-coordinator",
            scopes = new[] { "scheduling.read", "scheduling.write" },
            organisationCode = "oldham-council",
        }, HttpStatusCode.Created);
        return ($"rota-{name}", made.GetProperty("secret").GetString()!, made.GetProperty("secretId").GetGuid());
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body, HttpStatusCode status)
    {
        var answer = await client.PostAsJsonAsync(path, body, Ending);
        var text = await answer.Content.ReadAsStringAsync(Ending);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<HttpResponseMessage> AskAsync(string id, string secret, params (string, string)[] more) =>
        place.Identity.AskForTokenAsync(
            [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), .. more]);

    private async Task<JsonWebToken> TokenAsync(string id, string secret, params (string, string)[] more) =>
        new(await IdentityHost.TokenOf(await AskAsync(id, secret, more)));
}
