using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.Suggestions;

public sealed class FindSuggestionsTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_terms_phrases_and_categories_are_suggested_and_follow_the_directory()
    {
        var term = Guid.CreateVersion7();
        await directory.PutAsync($"taxonomies/{Guid.CreateVersion7()}", new JsonObject
        {
            ["name"] = "Needs", ["description"] = "What people need", ["kind"] = "need", ["isDemonstration"] = true,
            ["terms"] = new JsonArray(new JsonObject { ["id"] = term, ["name"] = "Quilting company" }),
        });
        await directory.PutAsync($"synonyms/{Guid.CreateVersion7()}", new JsonObject
        {
            ["phrase"] = "quilts and blankets", ["meanings"] = new JsonArray("warm home"),
        });
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("name", "Moorland quilters"));

        await Eventually.Passes(async () => Assert.Equal(
            [("Quilting company", "term", (Guid?)term), ("quilts and blankets", "phrase", null), ("Moorland quilters", "service", id)],
            (await SuggestAsync("quil")).Select(Read)));

        await directory.PutAsync($"services/{id}", A.Service(directory.Provider).With("name", "Moorland quilters").With("status", "closed"));
        await Eventually.Passes(async () => Assert.Equal(2, (await SuggestAsync("quil")).Count));
    }

    [Fact]
    public async Task A_category_says_its_word_and_an_error_is_marked()
    {
        var category = Assert.Single(await SuggestAsync("volunt"));
        Assert.Equal(("Voluntary sector", "voluntarySector", false),
            (category.GetProperty("text").GetString(), category.GetProperty("category").GetString(), category.GetProperty("corrected").GetBoolean()));

        var corrected = Assert.Single(await SuggestAsync("volnutary"));
        Assert.True(corrected.GetProperty("corrected").GetBoolean());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?text=")]
    [InlineData("?text=%00a")]
    public async Task What_is_no_text_is_refused(string query)
    {
        using var answer = await directory.Gp.GetAsync(new Uri($"/api/directory/suggestions{query}", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, 400, "request.invalid");
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused()
    {
        using var answer = await directory.Gp.GetAsync(
            new Uri($"/api/directory/suggestions?text={new string('a', 101)}", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, 400, "request.invalid");
    }

    private static (string?, string?, Guid?) Read(JsonElement suggestion) => (
        suggestion.GetProperty("text").GetString(), suggestion.GetProperty("kind").GetString(),
        suggestion.TryGetProperty("id", out var id) ? id.GetGuid() : null);

    private async Task<IReadOnlyList<JsonElement>> SuggestAsync(string text) =>
        [.. (await directory.GetAsync($"suggestions?text={Uri.EscapeDataString(text)}")).GetProperty("items").EnumerateArray()];
}
