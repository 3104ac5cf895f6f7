using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Scheduling.Tests.Messages;

public class ContactTests(Place place)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ "email": "Joan@Example.org" }""", "email")]
    [InlineData("""{ "email": "joan@example.org", "contactBy": "letter" }""", "letter")]
    [InlineData("""{ "phone": "07700 900123" }""", "text")]
    [InlineData("""{ }""", "letter")]
    public async Task A_person_is_told_as_they_ask_else_by_what_they_gave(string given, string by)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();

        var booking = await (await BookAsync(gp, team, given)).BookingAsync();

        var person = (await gp.SeeAsync($"bookings/{booking.Id}")).GetProperty("person");
        Assert.Equal(by, person.GetProperty("contactBy").GetString());
        if (given.Contains("email", StringComparison.Ordinal)) Assert.Equal("joan@example.org", person.GetProperty("email").GetString());

        // This place has no gateway for texts: who would be told by text is written to.
        await using var db = place.Host.Db();
        var message = await db.Messages.SingleAsync(m => m.Booking == new BookingId(booking.Id), Ending);
        Assert.Equal(by == "email" ? MessageChannel.Email : MessageChannel.Letter, message.Channel);
        Assert.DoesNotContain("joan@", await place.Host.ScalarAsync<string>(
            $"SELECT b::text || encode(b.contact, 'escape') || m::text FROM bookings b JOIN messages m ON m.booking = b.id WHERE b.id = '{booking.Id}'"),
            StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{ "email": "joan@example.org\r\nBcc: everybody@example.org" }""", "person.email-invalid")]
    [InlineData("""{ "email": "joan" }""", "person.email-invalid")]
    [InlineData("""{ "contactBy": "email" }""", "person.not-reachable-so")]
    [InlineData("""{ "contactBy": "text" }""", "person.not-reachable-so")]
    [InlineData("""{ "addressLines": ["12 Union Street", " "] }""", "person.address-invalid")]
    [InlineData("""{ "addressLines": ["a\nb"] }""", "person.address-invalid")]
    public async Task What_reaches_nobody_is_refused_and_changes_nothing(string given, string code)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();

        Assert.Equal((422, code), await (await BookAsync(gp, team, given)).RefusalAsync());

        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE team = '{team.Id}'"));
    }

    [Fact]
    public async Task What_is_erased_says_nothing_of_the_person_and_what_still_waits_is_told_to_nobody()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var officer = place.Host.Client(Roles.PrivacyOfficer, "icb", name: $"officer-{Guid.NewGuid():N}");
        const string person = "9990000050";
        var booking = await (await BookAsync(gp, team, $$"""{ "nhsNumber": "{{person}}", "email": "joan@example.org" }""")).BookingAsync();
        var held = (await officer.SayAsync("people/access-report", new { nhsNumber = person })).GetProperty("bookings")[0];
        Assert.Equal("joan@example.org", held.GetProperty("person").GetProperty("email").GetString());
        Assert.Equal("confirmation", held.GetProperty("messages")[0].GetProperty("kind").GetString());
        await place.Host.ExecuteAsync(
            $"""
             SET session_replication_role = replica;
             UPDATE bookings SET starts_at = starts_at - interval '9 years', ends_at = ends_at - interval '9 years' WHERE id = '{booking.Id}'
             """);

        await place.Host.Services.GetRequiredService<RetentionSweeper>().SweepAsync(Ending);
        await place.Host.Services.GetRequiredService<MessageKeeper>().LookAfterAsync(Ending);

        Assert.Equal("true Obsolete", await place.Host.ScalarAsync<string>(
            $"SELECT (contact IS NULL AND erased_at IS NOT NULL) || ' ' || m.state FROM bookings b JOIN messages m ON m.booking = b.id WHERE b.id = '{booking.Id}'"));
        Assert.Equal((410, "booking.erased"), await (await gp.GetAsync($"/api/scheduling/bookings/{booking.Id}", Ending)).RefusalAsync());
    }

    [Fact]
    public async Task In_a_demonstration_without_a_mail_server_the_operator_reads_what_would_be_sent()
    {
        await using var demonstration = await place.StartAsync(configure: web => web.UseSetting("Demonstration:Enabled", "true"));
        var team = await demonstration.OpenTeamAsync();
        using var gp = demonstration.Gp();
        using var @operator = demonstration.Client(Roles.Operator, "icb");
        var booking = await (await BookAsync(gp, team, """{ "email": "joan@example.org" }""")).BookingAsync();

        var kept = Assert.Single((await @operator.SeeAsync("messages/kept")).GetProperty("items").EnumerateArray());

        Assert.Equal("joan@example.org", kept.GetProperty("to").GetString());
        Assert.Contains(booking.Reference, kept.GetProperty("text").GetString(), StringComparison.Ordinal);
        using var elsewhere = place.Host.Client(Roles.Operator, "icb");
        Assert.Equal((404, "message.only-in-demonstration"),
            await (await elsewhere.GetAsync("/api/scheduling/messages/kept", Ending)).RefusalAsync());
    }

    private static async Task<HttpResponseMessage> BookAsync(HttpClient gp, TeamAtWork team, string given)
    {
        var body = A.Booking(await gp.HoldIdAsync((await gp.SlotsAsync(team.Service, "&limit=1")).Single().SlotId));
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(given)!) body["person"]![name] = value?.DeepClone();
        return await gp.BookAsync(body);
    }
}
