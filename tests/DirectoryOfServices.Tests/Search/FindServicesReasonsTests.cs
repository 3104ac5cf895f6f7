using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.Search;

public sealed class FindServicesReasonsTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task Whoever_writes_or_is_not_told_of_the_way_that_a_service_is_not()
    {
        await PutAsync("Quokka clinic", "active");
        await PutAsync("Wombat clinic", "active");

        var page = await directory.GetAsync("services?search=quokka%20or%20wombat");

        Assert.Equal(2, page.GetProperty("total").GetInt32());
        foreach (var service in page.GetProperty("items").EnumerateArray()) Assert.DoesNotContain("words.missing", CodesOf(service));
    }

    [Fact]
    public async Task Only_what_somebody_means_is_said_to_be_missing()
    {
        await PutAsync("Numbat support", "active");
        await PutAsync("Echidna clinic", "active");

        var whole = (await directory.GetAsync("services?search=somebody%20please%20help%20numbat")).GetProperty("items")[0];
        var partly = (await directory.GetAsync("services?search=please%20find%20numbat%20echidna")).GetProperty("items").EnumerateArray().ToList();

        Assert.DoesNotContain("words.missing", CodesOf(whole));
        Assert.Equal(
            ["“echidna” is not mentioned.", "“numbat” is not mentioned."],
            partly.Select(s => s.GetProperty("reasons").EnumerateArray().Single(r => r.GetProperty("code").GetString() == "words.missing")
                .GetProperty("text").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("dormant")]
    public async Task Nobody_is_told_that_a_service_may_be_booked_that_is_not_active(string status)
    {
        await PutAsync($"Bandicoot {status}", status);

        var service = (await directory.GetAsync($"services?search=bandicoot&status={status}")).GetProperty("items")[0];

        Assert.DoesNotContain("booking.open", CodesOf(service));
    }

    [Fact]
    public async Task A_correction_is_spelt_out_where_nothing_is_found_by_it_either()
    {
        await PutAsync("Zymotherapies", "closed");

        var page = await directory.GetAsync("services?search=zymotherapiez");

        Assert.Equal(0, page.GetProperty("total").GetInt32());
        Assert.Equal("zymotherapies", page.GetProperty("understood").GetProperty("corrections")[0].GetProperty("meaning").GetString());
    }

    [Fact]
    public async Task A_word_that_is_written_with_a_hyphen_is_found_and_told_whole()
    {
        await PutAsync("Q-wave room", "active");

        var found = (await directory.GetAsync("services?search=qwave")).GetProperty("items")[0];

        var reason = found.GetProperty("reasons").EnumerateArray().Single(r => r.GetProperty("code").GetString() == "words.corrected");
        Assert.Equal("“qwave” was read as “q-wave”.", reason.GetProperty("text").GetString());
    }

    private static IEnumerable<string?> CodesOf(JsonElement service) =>
        service.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString());

    private Task<Guid> PutAsync(string name, string status) =>
        directory.PutServiceAsync(A.Service(directory.Provider).With("name", name).With("status", status)
            .With("description", "Care.").With("keywords", new JsonArray()));
}
