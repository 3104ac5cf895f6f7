using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Testing;

namespace IntegratedCare.Identity.Tests.Personas;

public sealed class PersonaTests(RealServers servers)
{
    private static readonly object Council = new { name = "Oldham Council", kind = "council" };

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loading_the_same_place_again_changes_nothing()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        using var loader = identity.With(await identity.LoaderTokenAsync());

        Assert.Equal("added", await PutAsync(loader, "organisations/oldham-council", Council));
        Assert.Equal("unchanged", await PutAsync(loader, "organisations/oldham-council", Council));
        Assert.Equal("changed", await PutAsync(loader, "organisations/oldham-council", new { name = "Council", kind = "council", odsCode = "RM3" }));
        Assert.Equal("added", await PutAsync(loader, "personas/gp", Gp()));
        Assert.Equal("unchanged", await PutAsync(loader, "personas/gp", Gp()));
        Assert.Equal("changed", await PutAsync(loader, "personas/gp", Gp(displayName: "Another GP")));
    }

    [Fact]
    public async Task A_persona_needs_a_known_role_that_a_person_can_play_and_a_known_organisation()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        using var loader = identity.With(await identity.LoaderTokenAsync());
        await PutAsync(loader, "organisations/oldham-council", Council);

        await RefusesAsync(loader, "gp", Gp(role: "emperor"), "persona.role-unknown");
        await RefusesAsync(loader, "gp", Gp(role: "place-loader"), "persona.role-unknown");
        await RefusesAsync(loader, "gp", Gp(organisationCode: "nowhere"), "persona.organisation-unknown");
        await RefusesAsync(loader, "Not%20A%20Name", Gp(), "persona.name-invalid");
    }

    [Fact]
    public async Task Visitors_of_a_demonstration_see_whom_they_may_sign_in_as()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        await identity.AddPersonasAsync("gp", "operator");

        var list = await identity.Anonymous().GetFromJsonAsync<JsonElement>("/identity/personas", Ending);

        Assert.Equal(["gp", "operator"], list.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_real_place_has_no_personas()
    {
        await using var identity = await IdentityHost.StartAsync(servers, demonstration: false);
        using var loader = identity.With(await identity.LoaderTokenAsync());
        await PutAsync(loader, "organisations/oldham-council", Council);

        await Refusal.IsAsync(
            await identity.Anonymous().GetAsync("/identity/personas", Ending), HttpStatusCode.NotFound, "persona.none");
        await RefusesAsync(loader, "gp", Gp(), "persona.only-in-demonstration");
    }

    [Fact]
    public async Task Only_the_place_loader_says_who_there_is()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        await identity.AddPersonasAsync("operator");
        using var asOperator = identity.With(await identity.PersonaTokenAsync("operator"));
        using var anonymous = identity.Anonymous();

        await Refusal.IsAsync(
            await asOperator.PutAsJsonAsync("/identity/personas/gp", Gp(), Ending), HttpStatusCode.Forbidden, "request.forbidden");
        await Refusal.IsAsync(
            await anonymous.PutAsJsonAsync("/identity/organisations/x", Council, Ending),
            HttpStatusCode.Unauthorized, "request.unauthenticated");
    }

    [Fact]
    public async Task A_signed_in_persona_sees_who_it_is()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        await identity.AddPersonasAsync("gp");
        using var gp = identity.With(await identity.PersonaTokenAsync("gp"));

        var me = await gp.GetFromJsonAsync<JsonElement>("/identity/me", Ending);

        Assert.Equal("persona:gp", me.GetProperty("subject").GetString());
        Assert.Equal("gp", me.GetProperty("role").GetString());
        Assert.Equal("Oldham Council", me.GetProperty("organisation").GetProperty("name").GetString());
    }

    private static object Gp(string displayName = "A GP", string role = "gp", string organisationCode = "oldham-council") =>
        new { displayName, role, organisationCode };

    private static async Task<string?> PutAsync(HttpClient loader, string path, object body)
    {
        var answer = await loader.PutAsJsonAsync($"/identity/{path}", body, Ending);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ending)).GetProperty("outcome").GetString();
    }

    private static async Task RefusesAsync(HttpClient loader, string name, object persona, string code) =>
        await Refusal.IsAsync(
            await loader.PutAsJsonAsync($"/identity/personas/{name}", persona, Ending), HttpStatusCode.UnprocessableEntity, code);
}
