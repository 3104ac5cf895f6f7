using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Tests.Messages;

public class LetterTests(Place place)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_waits_for_its_team_is_printed_once_and_waits_no_longer()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var booking = await BookedAsync(gp, team, person =>
        {
            person["contactBy"] = "letter";
            person["largePrint"] = true;
            person["addressLines"] = new JsonArray("Flat 2 <b>", "12 Union Street");
        });

        var letter = Assert.Single((await coordinator.SeeAsync($"teams/{team.Id}/letters")).GetProperty("items").EnumerateArray());
        Assert.Equal(booking.Id, letter.GetProperty("bookingId").GetGuid());
        Assert.DoesNotContain(A.FamilyName, letter.GetRawText(), StringComparison.Ordinal);
        var id = letter.GetProperty("id").GetGuid();
        var page = await coordinator.GetAsync($"/api/scheduling/messages/{id}/letter", Ending);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        var html = await page.Content.ReadAsStringAsync(Ending);
        Assert.Contains("class=\"large\"", html, StringComparison.Ordinal);
        Assert.Contains($"Joan {A.FamilyName}\nFlat 2 &lt;b&gt;\n12 Union Street\nOL1 2HG", html, StringComparison.Ordinal);
        Assert.Contains(booking.Reference, html, StringComparison.Ordinal);
        Assert.DoesNotContain(A.Reason, html, StringComparison.Ordinal);
        Assert.DoesNotContain(A.NhsNumber, html, StringComparison.Ordinal);

        await coordinator.SayAsync($"messages/{id}/printed", new { });

        Assert.Equal(0, (await coordinator.SeeAsync($"teams/{team.Id}/letters")).GetProperty("total").GetInt32());
        Assert.Equal((409, "message.printed"), await (await PrintAsync(coordinator, id)).RefusalAsync());
        Assert.Equal(2L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE action IN ('message.letter-read', 'message.printed') AND record_id = '{booking.Id}'"));
    }

    [Fact]
    public async Task What_a_team_asks_people_to_bring_stands_in_their_letter_and_in_their_calendar_as_text()
    {
        var put = A.Team([Guid.CreateVersion7()]);
        var offer = (JsonObject)put.Body["services"]![0]!;
        offer["preparation"] = "Bring your <medicines>; wear loose clothes, please";
        var team = await place.Host.OpenTeamAsync(put);
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        using var loader = place.Host.Loader();
        var booking = await BookedAsync(gp, team, person => person["contactBy"] = "letter");

        var id = (await coordinator.SeeAsync($"teams/{team.Id}/letters")).GetProperty("items")[0].GetProperty("id").GetGuid();
        var letter = await coordinator.GetStringAsync($"/api/scheduling/messages/{id}/letter", Ending);
        Assert.Contains("<p>Please prepare: Bring your &lt;medicines&gt;; wear loose clothes, please</p>", letter, StringComparison.Ordinal);
        var calendar = await gp.GetStringAsync($"/api/scheduling/bookings/{booking.Id}/calendar", Ending);
        Assert.Contains(@"\n\nBring your <medicines>\; wear loose", calendar.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("loose clothes", (await gp.SeeAsync($"teams/{team.Id}")).GetProperty("services")[0].GetProperty("preparation").GetString(), StringComparison.Ordinal);
        Assert.Equal("unchanged", await PutAsync());
        foreach (var wrong in (string[])["", "a\nb", "\u202ebackwards", "...", new('x', 501)])
        {
            offer["preparation"] = wrong;
            Assert.Equal((400, "request.invalid"),
                await (await loader.PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", put.Body, Ending)).RefusalAsync());
        }

        offer.Remove("preparation");
        Assert.Equal("changed", await PutAsync());
        Assert.DoesNotContain("Please prepare", await coordinator.GetStringAsync($"/api/scheduling/messages/{id}/letter", Ending), StringComparison.Ordinal);

        async Task<string?> PutAsync() => (await (await loader.PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", put.Body, Ending))
            .Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Ending)).GetProperty("outcome").GetString();
    }

    [Fact]
    public async Task A_letter_that_the_booking_has_overtaken_is_neither_listed_nor_printed()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var booking = await BookedAsync(gp, team, person => person["contactBy"] = "letter");
        var id = (await coordinator.SeeAsync($"teams/{team.Id}/letters")).GetProperty("items")[0].GetProperty("id").GetGuid();

        await coordinator.SayAsync(booking.Id, "cancellation", new { reason = "changed plans" });

        Assert.Equal((409, "message.overtaken"), await (await PrintAsync(coordinator, id)).RefusalAsync());
        Assert.Equal((409, "message.overtaken"), await (await coordinator.GetAsync($"/api/scheduling/messages/{id}/letter", Ending)).RefusalAsync());
        var standing = Assert.Single((await coordinator.SeeAsync($"teams/{team.Id}/letters")).GetProperty("items").EnumerateArray());
        Assert.Equal("cancelled", standing.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task To_those_of_another_neighbourhood_the_letter_does_not_exist()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        using var stranger = place.Host.Coordinator("elsewhere");
        using var loader = place.Host.Client(Roles.Operator, "icb");
        await BookedAsync(gp, team, person => person["contactBy"] = "letter");
        var id = (await coordinator.SeeAsync($"teams/{team.Id}/letters")).GetProperty("items")[0].GetProperty("id").GetGuid();

        Assert.Equal((404, "message.unknown"), await (await stranger.GetAsync($"/api/scheduling/messages/{id}/letter", Ending)).RefusalAsync());
        Assert.Equal((404, "message.unknown"), await (await PrintAsync(stranger, id)).RefusalAsync());
        Assert.Equal((404, "team.unknown"), await (await stranger.GetAsync($"/api/scheduling/teams/{team.Id}/letters", Ending)).RefusalAsync());
        Assert.Equal((403, "request.forbidden"), await (await loader.GetAsync($"/api/scheduling/messages/{id}/letter", Ending)).RefusalAsync());
    }

    private static Task<HttpResponseMessage> PrintAsync(HttpClient client, Guid id) =>
        client.PostAsync($"/api/scheduling/messages/{id}/printed", content: null, Ending);

    private static async Task<BookingSeen> BookedAsync(HttpClient gp, TeamAtWork team, Action<JsonObject> change)
    {
        var body = A.Booking(await gp.HoldIdAsync((await gp.SlotsAsync(team.Service, "&limit=1")).Single().SlotId));
        change((JsonObject)body["person"]!);
        return await gp.BookedInAsync(body);
    }
}
