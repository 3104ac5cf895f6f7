using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.Taxonomies;

public sealed class PutTaxonomyTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taxonomy_reads_as_it_was_sent_and_twice_is_unchanged()
    {
        var id = Guid.CreateVersion7();
        var (top, below) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var record = Needs(Term(top, "Mobility"), Term(below, "Falls", top));

        Assert.Equal("added", await directory.PutAsync($"taxonomies/{id}", record));
        Assert.Equal("unchanged", await directory.PutAsync($"taxonomies/{id}", record.DeepClone().AsObject()));

        var read = await directory.GetAsync($"taxonomies/{id}");
        Assert.Equal(["Falls", "Mobility"], read.GetProperty("terms").EnumerateArray().Select(t => t.GetProperty("name").GetString()));
        Assert.Equal(top, read.GetProperty("terms")[0].GetProperty("parentId").GetGuid());
    }

    [Fact]
    public async Task A_term_that_services_carry_cannot_go()
    {
        var id = Guid.CreateVersion7();
        var term = Guid.CreateVersion7();
        await directory.PutAsync($"taxonomies/{id}", Needs(Term(term, "Loneliness")));
        var service = await directory.PutServiceAsync(
            A.Service(directory.Provider, directory.EastSite).With("termIds", new JsonArray(JsonValue.Create(term))));

        using var answer = await directory.Loader.PutAsJsonAsync($"/api/directory/taxonomies/{id}", Needs(), Cancelled);

        await Problem.AssertAsync(answer, 409, "taxonomy.term-in-use");
        var read = await directory.GetAsync($"services/{service}");
        Assert.Equal("Loneliness", read.GetProperty("terms")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Terms_in_a_circle_without_their_parent_twice_or_of_another_list_are_refused()
    {
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RefusedAsync(422, "taxonomy.terms-in-a-circle", Term(one, "A", other), Term(other, "B", one));
        await RefusedAsync(422, "taxonomy.parent-unknown", Term(one, "A", other));
        await RefusedAsync(422, "taxonomy.term-twice", Term(one, "A"), Term(one, "B"));
        await directory.PutAsync($"taxonomies/{Guid.CreateVersion7()}", Needs(Term(one, "A")));
        await RefusedAsync(409, "taxonomy.term-elsewhere", Term(one, "A"));
    }

    [Fact]
    public async Task The_council_keeps_taxonomies_and_says_which_version_it_changes()
    {
        var id = Guid.CreateVersion7();
        await directory.PutAsync($"taxonomies/{id}", Needs());

        using var blind = await directory.Editor.PutAsJsonAsync($"/api/directory/taxonomies/{id}", Needs(), Cancelled);
        await Problem.AssertAsync(blind, 428, "request.if-match-missing");

        using var stranger = await directory.Host.Client(IntegratedCare.Kernel.Auth.Roles.DirectoryEditor, "nca")
            .PutAsJsonAsync($"/api/directory/taxonomies/{id}", Needs(), Cancelled);
        await Problem.AssertAsync(stranger, 403, "directory.curators-only");
    }

    private async Task RefusedAsync(int status, string code, params JsonObject[] terms)
    {
        using var answer = await directory.Loader.PutAsJsonAsync(
            $"/api/directory/taxonomies/{Guid.CreateVersion7()}", Needs([.. terms.Select(t => t.DeepClone().AsObject())]), Cancelled);
        await Problem.AssertAsync(answer, status, code);
    }

    private static JsonObject Needs(params JsonObject[] terms) => new()
    {
        ["name"] = "Needs", ["description"] = "What people need.", ["kind"] = "need", ["terms"] = new JsonArray([.. terms]),
        ["isDemonstration"] = true,
    };

    private static JsonObject Term(Guid id, string name, Guid? parent = null) => new()
    {
        ["id"] = id, ["name"] = name, ["parentId"] = parent,
    };
}
