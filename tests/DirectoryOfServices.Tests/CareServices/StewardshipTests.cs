using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Tests.CareServices;

/// <summary>Who speaks for a service: the place's own keepers of the directory, its provider, and those in whose neighbourhood it is given.</summary>
public sealed class StewardshipTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private const string NotYours = "service.not-your-organisation";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("council", null)]
    [InlineData("nca", "service.propose-instead")]
    [InlineData("another-trust", NotYours)]
    [InlineData(null, NotYours)]
    public async Task The_place_keeps_every_entry_and_a_provider_proposes_for_its_own(string? organisation, string? refusal)
    {
        await AnotherProviderAsync();
        var entry = A.Service(directory.Provider).With("name", "Kept clinic");
        var id = await directory.PutServiceAsync(entry);
        using var editor = directory.Host.Client(Roles.DirectoryEditor, organisation);

        using var answer = await PutAsync(editor, id, entry.With("description", $"Kept by {organisation}."));

        if (refusal is null) await DirectoryHost.ReadAsync(answer);
        else await Problem.AssertAsync(answer, 403, refusal);
    }

    [Fact]
    public async Task A_providers_editor_can_neither_take_an_entry_over_nor_give_one_away()
    {
        var another = await AnotherProviderAsync();
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var own = directory.Host.Client(Roles.DirectoryEditor, "nca");
        using var others = directory.Host.Client(Roles.DirectoryEditor, "another-trust");

        using var given = await PutAsync(own, id, A.Service(another));
        using var taken = await PutAsync(others, id, A.Service(another));
        using var made = await PutAsync(others, Guid.CreateVersion7(), A.Service(directory.Provider));

        foreach (var refused in new[] { given, taken, made }) await Problem.AssertAsync(refused, 403, NotYours);
    }

    [Theory]
    [InlineData(Roles.TeamClinician, "nca", null, true)]
    [InlineData(Roles.CareCoordinator, "another-trust", "east", true)]
    [InlineData(Roles.CareCoordinator, "another-trust", "west", false)]
    [InlineData(Roles.TeamClinician, "another-trust", null, false)]
    [InlineData(Roles.DirectoryEditor, "council", null, true)]
    [InlineData(Roles.DirectoryEditor, "another-trust", "east", false)]
    public async Task Room_is_reported_by_those_who_know_the_service_from_within(string role, string organisation, string? neighbourhood, bool may)
    {
        await AnotherProviderAsync();
        var id = await directory.PutServiceAsync(
            A.Service(directory.Provider).With("neighbourhoodCodes", new JsonArray("east")));
        using var caller = directory.Host.Client(role, organisation, neighbourhood);

        using var answer = await caller.PostAsJsonAsync(
            $"/api/directory/services/{id}/capacity",
            new JsonObject { ["status"] = "red", ["expiresAt"] = directory.Clock.Now.AddHours(1) }, Cancelled);

        if (may) await DirectoryHost.ReadAsync(answer);
        else await Problem.AssertAsync(answer, 403, NotYours);
    }

    [Fact]
    public async Task Two_organisations_cannot_have_one_code()
    {
        using var answer = await directory.Loader.PutAsJsonAsync(
            $"/api/directory/organisations/{Guid.CreateVersion7()}", A.Organisation.With("code", "nca"), Cancelled);

        await Problem.AssertAsync(answer, 409, "organisation.code-taken");
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient editor, Guid id, JsonObject entry)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/directory/services/{id}") { Content = JsonContent.Create(entry) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await editor.SendAsync(request, Cancelled);
    }

    private async Task<Guid> AnotherProviderAsync()
    {
        var id = new Guid("0198f000-0000-7000-8000-000000000001");
        await directory.PutAsync($"organisations/{id}", A.Organisation.With("name", "Another trust").With("code", "another-trust"));
        return id;
    }
}
