using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.Scheduling.Tests.Bookings;

public class MakeBookingTests(Place place)
{
    [Fact]
    public async Task A_booking_and_its_event_are_stored_by_one_transaction()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();

        var booking = await gp.BookedAsync(team.Service);

        Assert.Equal(1L, await place.Host.ScalarAsync<long>(
            $"""
             SELECT count(*) FROM bookings b
             JOIN booking_history h ON h.booking = b.id AND h.sequence = 1 AND h.kind = 'Confirmed' AND h.xmin = b.xmin
             JOIN resource_claims c ON c.booking = b.id AND c.during = tstzrange(b.starts_at, b.ends_at) AND c.resource = b.member
             JOIN outbox_seen o ON o.event_name LIKE '%booking-confirmed%' AND o.body ->> 'bookingId' = b.id::text AND o.xmin = b.xmin
             WHERE b.id = '{booking.Id}' AND b.status = 'Confirmed' AND b.sequence = 1
             """));
    }

    [Fact]
    public async Task The_answer_tells_what_the_referrer_needs()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();

        var answer = await gp.BookAsync(A.Booking(await gp.HoldIdAsync(slot.SlotId)));

        var view = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", view.GetProperty("reference").GetString());
        Assert.Equal(slot.Start, view.GetProperty("start").GetDateTimeOffset());
        Assert.Equal(slot.End, view.GetProperty("end").GetDateTimeOffset());
        Assert.Equal(6200, view.GetProperty("priceHintPence").GetInt64());
        Assert.Equal(team.Service, view.GetProperty("service").GetProperty("id").GetGuid());
        Assert.Equal("Central neighbourhood nursing team", view.GetProperty("team").GetProperty("name").GetString());
        Assert.False(view.TryGetProperty("site", out _));
        Assert.Equal($"/api/scheduling/bookings/{view.GetProperty("id").GetGuid()}", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_same_request_sent_again_books_once_and_gets_the_same_answer()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=2");
        var body = A.Booking(await gp.HoldIdAsync(slots[0].SlotId));
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gp.BookAsync(body, key)));

        var texts = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));
        Assert.All(answers, a => Assert.Equal(201, (int)a.StatusCode));
        Assert.Single(texts.Distinct());
        Assert.Equal(7, answers.Count(a => a.Headers.TryGetValues("Idempotency-Replayed", out _)));
        var other = A.Booking(await gp.HoldIdAsync(slots[1].SlotId));
        Assert.Equal((422, "idempotency.key-reused"), await (await gp.BookAsync(other, key)).RefusalAsync());
        var unfit = other.DeepClone();
        unfit["person"]!["nhsNumber"] = "12345";
        Assert.Equal((422, "idempotency.key-reused"), await (await gp.BookAsync(unfit, key)).RefusalAsync());
        var without = await gp.PostAsJsonAsync("/api/scheduling/bookings", other, TestContext.Current.CancellationToken);
        Assert.Equal((400, "idempotency.key-missing"), await without.RefusalAsync());
    }

    [Fact]
    public async Task One_hold_becomes_one_booking_however_many_confirm_it()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var hold = await gp.HoldIdAsync((await gp.SlotsAsync(team.Service, "&limit=1")).Single().SlotId);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => gp.BookAsync(A.Booking(hold))));

        Assert.Single(answers, a => (int)a.StatusCode == 201);
        foreach (var refused in answers.Where(a => (int)a.StatusCode != 201))
            Assert.Equal((409, "hold.used"), await refused.RefusalAsync());
    }

    [Fact]
    public async Task Nobody_confirms_another_persons_hold()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var other = place.Host.Gp("practice-2");
        var hold = await gp.HoldIdAsync((await gp.SlotsAsync(team.Service, "&limit=1")).Single().SlotId);

        Assert.Equal((404, "hold.unknown"), await (await other.BookAsync(A.Booking(hold))).RefusalAsync());
        Assert.Equal((404, "hold.unknown"), await (await gp.BookAsync(A.Booking(Guid.NewGuid()))).RefusalAsync());
        Assert.Equal(201, (int)(await gp.BookAsync(A.Booking(hold))).StatusCode);
    }

    public static TheoryData<string, string?, string> Wrong => new()
    {
        // path, value as JSON (null: left out), status and code
        { "person.nhsNumber", "\"9991234560\"", "422 person.nhs-number-invalid" },
        { "person.nhsNumber", "\"12345\"", "422 person.nhs-number-invalid" },
        { "person.nhsNumber", "9434765919", "400 request.invalid" },
        { "person.nhsNumber", null, "400 request.invalid" },
        { "person.familyName", "\"\"", "400 request.invalid" },
        { "person.familyName", "\"   \"", "400 request.invalid" },
        { "person.familyName", "\"a\\nb\"", "400 request.invalid" },
        { "person.familyName", "\"a\\u0000b\"", "400 request.invalid" },
        { "person.familyName", "\"\\u200b\"", "400 request.invalid" },
        { "person.familyName", "\"\\u202egnirts\"", "400 request.invalid" },
        { "person.familyName", "\"a\\u2028b\"", "400 request.invalid" },
        { "person.givenName", "null", "400 request.invalid" },
        { "person.dateOfBirth", "\"2999-01-01\"", "422 person.date-of-birth-invalid" },
        { "person.dateOfBirth", "\"1700-01-01\"", "422 person.date-of-birth-invalid" },
        { "person.dateOfBirth", "\"0001-01-01\"", "422 person.date-of-birth-invalid" },
        { "person.dateOfBirth", "\"2025-02-30\"", "400 request.invalid" },
        { "person.postcode", "\"not one\"", "400 request.invalid" },
        { "person.phone", "\"call me\"", "400 request.invalid" },
        { "person.phone", "\"---\"", "400 request.invalid" },
        { "person.shoeSize", "9", "400 request.invalid" },
        { "person", "null", "400 request.invalid" },
        { "person", null, "400 request.invalid" },
        { "referral.consultedOn", "\"2999-01-01\"", "422 referral.consulted-in-the-future" },
        { "referral.consultedOn", "\"1950-01-01\"", "422 referral.consulted-before-birth" },
        { "referral.priority", "\"whenever\"", "400 request.invalid" },
        { "referral.priority", "1", "400 request.invalid" },
        { "referral.reason", "\"\"", "400 request.invalid" },
        { "referral", "[]", "400 request.invalid" },
        { "communicationNeeds", "[\"\"]", "422 referral.communication-need-invalid" },
        { "communicationNeeds", "[null]", "400 request.invalid" },
        { "communicationNeeds", "[1,2,3,4,5,6,7,8,9,10,11]", "400 request.invalid" },
        { "communicationNeeds", "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]", "400 request.invalid" },
        { "holdId", "\"not an id\"", "400 request.invalid" },
        { "holdId", null, "400 request.invalid" },
        { "unknownField", "true", "400 request.invalid" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Bad_input_is_refused_with_a_code_and_changes_nothing(string path, string? json, string refusal)
    {
        var body = A.Booking(Guid.NewGuid());
        var names = path.Split('.');
        var parent = names.Length == 1 ? body : body[names[0]]?.AsObject() ?? throw new InvalidOperationException(path);
        if (json is null) parent.Remove(names[^1]);
        else parent[names[^1]] = JsonNode.Parse(json);
        using var gp = place.Host.Gp();

        var (status, code) = await (await gp.BookAsync(body)).RefusalAsync();

        Assert.Equal(refusal, $"{status} {code}");
    }
}
