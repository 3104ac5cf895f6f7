using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.Search;

/// <summary>Services by what they help with and by where the people live that they are for.</summary>
public sealed class FindServicesForPeopleTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task A_need_finds_what_is_listed_under_the_terms_below_it_as_they_stand_now()
    {
        var (taxonomy, top, middle, below) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await directory.PutAsync($"taxonomies/{taxonomy}", Needs(Term(top), Term(middle, top), Term(below, middle)));
        var service = await directory.PutServiceAsync(A.Service(directory.Provider).With("termIds", new JsonArray(JsonValue.Create(below))));

        foreach (var need in new[] { top, middle, below }) Assert.Equal([service], await FoundAsync($"need={need}"));

        await directory.PutAsync($"taxonomies/{taxonomy}", Needs(Term(top), Term(middle), Term(below, middle)));

        Assert.Empty(await FoundAsync($"need={top}"));
        Assert.Equal([service], await FoundAsync($"need={middle}"));
    }

    [Fact]
    public async Task A_need_that_no_taxonomy_has_is_refused()
    {
        using var answer = await directory.Gp.GetAsync(
            new Uri($"/api/directory/services?need={Guid.CreateVersion7()}", UriKind.Relative), TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, 422, "search.need-unknown");
    }

    [Theory]
    [InlineData("TE1", null, "postcode=TE1%201AA", true)]
    [InlineData("TE9", null, "postcode=TE1%201AA", false)]
    [InlineData("TE1", null, "postcode=TE9%209ZZ", false)]
    [InlineData("TE9", "east", "postcode=TE1%201AA", true)]
    [InlineData("TE9", "west", "postcode=TE1%201AA", false)]
    [InlineData("TE1", "west", "postcode=TE1%201AA", true)]
    [InlineData(null, "west", "postcode=TE1%201AA", false)]
    [InlineData(null, null, "postcode=TE1%201AA", true)]
    [InlineData("TE9", null, "neighbourhood=east", true)]
    public async Task A_service_is_for_the_districts_and_the_neighbourhoods_that_it_names(string? district, string? neighbourhood, string query, bool found)
    {
        var service = await directory.PutServiceAsync(A.Service(directory.Provider)
            .With("catchmentDistricts", Listed(district)).With("neighbourhoodCodes", Listed(neighbourhood)));

        Assert.Equal(found, (await FoundAsync($"{query}&pageSize=200")).Contains(service));
    }

    private static JsonArray Listed(string? one) => one is null ? [] : [one];

    private static JsonObject Needs(params JsonObject[] terms) => new()
    {
        ["name"] = "Needs", ["description"] = "", ["kind"] = "need", ["terms"] = new JsonArray([.. terms]), ["isDemonstration"] = true,
    };

    private static JsonObject Term(Guid id, Guid? parent = null) => new() { ["id"] = id, ["name"] = $"Term {id}", ["parentId"] = parent };

    private async Task<List<Guid>> FoundAsync(string query)
    {
        var page = await directory.GetAsync($"services?{query}");
        return [.. page.GetProperty("items").EnumerateArray().Select(found => found.GetProperty("id").GetGuid())];
    }
}
