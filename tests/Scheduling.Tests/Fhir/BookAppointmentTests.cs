using System.Net;
using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Tests.Referrals;
using IntegratedCare.Testing.Fhir;

namespace IntegratedCare.Scheduling.Tests.Fhir;

public sealed class BookAppointmentTests(Place place)
{
    [Fact]
    public async Task A_slot_is_booked_as_the_JSON_API_would_book_it()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var validator = new FhirValidator();
        var slot = await gp.FreeSlotAsync(team.Service);

        using var answer = await gp.PostFhirAsync(Resources.Appointment(slot), "60E0B220-8136-4CA5-AE46-1D97EF59D068");

        var made = await answer.ResourceAsync(HttpStatusCode.Created);
        Assert.Empty(await validator.FaultsAsync(made));
        Assert.EndsWith($"/fhir/r4/Appointment/{made.Text("id")}", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal("W/\"1\"", answer.Headers.ETag?.ToString());
        Assert.Equal("60E0B220-8136-4CA5-AE46-1D97EF59D068", Assert.Single(answer.Headers.GetValues("X-Request-ID")));
        Assert.Equal("busy", (await gp.FhirAsync($"Slot/{slot}")).Text("status"));
        var detail = await gp.SeeAsync($"bookings/{made.Text("id")}");
        Assert.Equal(("confirmed", A.FamilyName, A.Reason, "soon", "2026-01-05"), (
            detail.Text("status"), detail.GetProperty("person").Text("familyName"), detail.GetProperty("referral").Text("reason"),
            detail.GetProperty("referral").Text("priority"), detail.GetProperty("referral").Text("consultedOn")));
        Assert.Equal("British Sign Language interpreter", detail.GetProperty("communicationNeeds")[0].GetString());
        Assert.Equal(1L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM outbox_seen WHERE event_name = 'urn:message:scheduling:booking-confirmed:v1' AND body->>'bookingId' = '{made.Text("id")}'"));
        Assert.Equal(1L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM resource_claims WHERE booking = '{made.Text("id")}'"));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM idempotency_keys WHERE body LIKE '%{A.NhsNumber}%'"));
        Assert.DoesNotContain(place.Log.Lines, line => line.Contains(A.NhsNumber, StringComparison.Ordinal));
    }

    [Fact]
    public async Task How_the_patient_is_reached_is_kept_as_the_JSON_API_keeps_it()
    {
        var put = A.Team([Guid.CreateVersion7()]);
        put.Body["services"]![0]!["preparation"] = "Wear loose clothes.";
        var team = await place.Host.OpenTeamAsync(put);
        using var gp = place.Host.Gp();
        using var validator = new FhirValidator();

        var appointment = Resources.Appointment(await gp.FreeSlotAsync(team.Service));
        Reached(appointment, ("email", "gone@example.org", "old"), ("phone", "0161 496 0123", "home"), ("email", "Joan@Example.org", "home"));
        var made = await (await gp.PostFhirAsync(appointment)).ResourceAsync(HttpStatusCode.Created);

        var person = (await gp.SeeAsync($"bookings/{made.Text("id")}")).GetProperty("person");
        Assert.Equal(("joan@example.org", "email", "0161 496 0123"), (person.Text("email"), person.Text("contactBy"), person.Text("phone")));

        Assert.Empty(await validator.FaultsAsync(made));
        Assert.Equal("Wear loose clothes.", made.Text("patientInstruction"));
        Assert.Equal([("phone", "0161 496 0123"), ("email", "joan@example.org")],
            made.GetProperty("contained")[0].GetProperty("telecom").EnumerateArray().Select(t => (t.Text("system"), t.Text("value"))));

        var request = Resources.ServiceRequest(team.Service);
        Reached(request, ("email", "joan@example.org", null));
        var referral = await (await gp.PostFhirAsync(request)).ResourceAsync(HttpStatusCode.Created);
        var answering = await (await gp.PostFhirAsync(Resources.AppointmentFor(Guid.Parse(referral.Text("id")!), await gp.FreeSlotAsync(team.Service))))
            .ResourceAsync(HttpStatusCode.Created);
        Assert.Equal("joan@example.org", (await gp.SeeAsync($"bookings/{answering.Text("id")}")).GetProperty("person").Text("email"));

        var before = await place.Host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE team = '{team.Id}'");
        foreach (var wrong in (string[])["joan at example.org", "joan@example.org\r\nBcc: all@example.org", new string('j', 300) + "@example.org"])
        {
            var refused = Resources.Appointment(await gp.FreeSlotAsync(team.Service));
            Reached(refused, ("email", wrong, "home"));
            using var answer = await gp.PostFhirAsync(refused);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.DoesNotContain("joan", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(before, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE team = '{team.Id}'"));
    }

    [Fact]
    public async Task A_request_that_is_sent_again_books_once_and_hears_the_same()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var (slot, mark) = (await gp.FreeSlotAsync(team.Service), Guid.NewGuid().ToString());

        using var first = await gp.PostFhirAsync(Resources.Appointment(slot), mark);
        using var again = await gp.PostFhirAsync(Resources.Appointment(slot), mark);
        using var other = await gp.PostFhirAsync(Resources.Appointment(await gp.FreeSlotAsync(team.Service)), mark);
        using var unmarked = await gp.SendFhirAsync(HttpMethod.Post, "Appointment", Resources.Appointment(slot));

        Assert.Equal((await first.ResourceAsync(HttpStatusCode.Created)).GetRawText(), (await again.ResourceAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal((422, "REC_UNPROCESSABLE_ENTITY", "idempotency.key-reused"), await other.OutcomeAsync());
        Assert.Equal((400, "REC_BAD_REQUEST", "idempotency.key-missing"), await unmarked.OutcomeAsync());
        Assert.Equal(1L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE service = '{team.Service}'"));
    }

    [Fact]
    public async Task Of_many_who_want_one_slot_at_once_one_has_it()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slot = await gp.FreeSlotAsync(team.Service);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => gp.PostFhirAsync(Resources.Appointment(slot))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
            Assert.Equal((409, "REC_CONFLICT", "slot.taken"), await refused.OutcomeAsync());
        Assert.Equal(1L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE service = '{team.Service}'"));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM holds WHERE service = '{team.Service}' AND used_for IS NULL"));
    }

    [Fact]
    public async Task A_referral_is_answered_by_an_appointment_that_is_based_on_it()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var referral = await gp.ReferredAsync(Referring.To(team.Service, "urgent"));

        using var answer = await gp.PostFhirAsync(Resources.AppointmentFor(referral, await gp.FreeSlotAsync(team.Service)));

        var made = await answer.ResourceAsync(HttpStatusCode.Created);
        Assert.Equal(("booked", 1, A.Reason), (made.Text("status"), made.GetProperty("priority").GetInt32(), made.GetProperty("reasonCode")[0].Text("text")));
        Assert.Equal($"ServiceRequest/{referral}", made.GetProperty("basedOn")[0].Text("reference"));
        Assert.Equal(A.FamilyName, made.GetProperty("contained")[0].GetProperty("name")[0].Text("family"));
        Assert.Equal("booked", await gp.StageAsync(referral));
        var found = await gp.FhirAsync($"Appointment?based-on=ServiceRequest/{referral}");
        Assert.Equal(made.Text("id"), Assert.Single(found.Entries()).Text("id"));

        var another = await gp.ReferredAsync(Referring.To(team.Service));
        var body = Resources.AppointmentFor(another, await gp.FreeSlotAsync(team.Service));
        body["participant"]![0]!["actor"]!["identifier"]!["value"] = "4505577104";
        using var mistaken = await gp.PostFhirAsync(body);
        Assert.Equal((422, "REC_UNPROCESSABLE_ENTITY", "referral.other-person"), await mistaken.OutcomeAsync());
        using var far = place.Host.Gp("practice-far");
        using var foreign = await far.PostFhirAsync(Resources.AppointmentFor(another, await gp.FreeSlotAsync(team.Service)));
        Assert.Equal((404, "REC_NOT_FOUND", "referral.unknown"), await foreign.OutcomeAsync());
    }

    public static TheoryData<string, string, string, int, string> WrongWays => new()
    {
        { "status", "/status", "\"proposed\"", 422, "fhir.resource-unfit" },
        { "no slot", "/slot", "[]", 422, "fhir.resource-unfit" },
        { "a slot that was never given out", "/slot", """[{"reference":"Slot/none"}]""", 422, "slot.unknown" },
        { "no patient", "/contained", "[]", 422, "fhir.resource-unfit" },
        { "no reason", "/reasonCode", "[]", 422, "fhir.resource-unfit" },
        { "a reason too long", "/reasonCode", $$"""[{"text":"{{new string('x', 2001)}}"}]""", 422, "fhir.resource-unfit" },
        { "no urgency", "/priority", "null", 422, "fhir.resource-unfit" },
        { "no such urgency", "/priority", "77", 422, "fhir.resource-unfit" },
        { "another start", "/start", "\"2026-12-01T09:00:00+00:00\"", 422, "fhir.resource-unfit" },
        { "a time without an offset", "/start", "\"2026-12-01T09:00:00\"", 400, "fhir.resource-invalid" },
        { "another end", "/end", "\"2039-12-01T09:00:00Z\"", 422, "fhir.resource-unfit" },
        { "another type", "/resourceType", "\"Slot\"", 400, "fhir.resource-invalid" },
        { "no element of FHIR's", "/reasonCod", "[]", 400, "fhir.resource-invalid" },
        { "a modifier", "/modifierExtension", """[{"url":"urn:x"}]""", 422, "fhir.resource-unfit" },
        { "a list with null", "/slot", "[null]", 400, "fhir.resource-invalid" },
        { "two slots", "/slot", """[{"reference":"Slot/a"},{"reference":"Slot/b"}]""", 422, "fhir.resource-unfit" },
        { "text for a number", "/priority", "\"5\"", 400, "fhir.resource-invalid" },
        { "a day that is none", "/extension", """[{"url":"urn:integrated-care:fhir:consulted-on","valueDate":"2026-02-30"}]""", 400, "fhir.resource-invalid" },
        { "a consultation to come", "/extension", """[{"url":"urn:integrated-care:fhir:consulted-on","valueDate":"2199-01-01"}]""", 422, "referral.consulted-in-the-future" },
        { "half a surrogate pair", "/reasonCode", """[{"text":"\ud800"}]""", 400, "fhir.resource-invalid" },
        { "a wrong NHS number", "/contained", Resources.Patient("9434765918").ToJsonString().Insert(0, "[") + "]", 422, "person.nhs-number-invalid" },
        { "a name of two lines", "/contained", $"[{Resources.Patient().ToJsonString().Replace("Joan", "Jo\\nan", StringComparison.Ordinal)}]", 422, "fhir.resource-unfit" },
        { "a birth year only", "/contained", $"[{Resources.Patient().ToJsonString().Replace("1951-03-04", "1951", StringComparison.Ordinal)}]", 422, "fhir.resource-unfit" },
    };

    [Theory]
    [MemberData(nameof(WrongWays))]
    public async Task What_cannot_be_booked_is_refused_and_changes_nothing(string wrong, string path, string value, int status, string code)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slot = await gp.FreeSlotAsync(team.Service);
        var (member, marker) = (path[1..], $"\"{path[1..]}-is-wrong\"");
        var body = Resources.Appointment(slot);
        body[member] = JsonNode.Parse(marker);

        // Put in as text: some of it no JSON writer would write.
        using var answer = await gp.SendFhirAsync(HttpMethod.Post, "Appointment", body.ToJsonString().Replace(marker, value, StringComparison.Ordinal),
            FhirCalls.MediaType, ("X-Request-ID", Guid.NewGuid().ToString()));

        Assert.Equal((wrong, status, code), (wrong, (int)answer.StatusCode, (await answer.OutcomeAsync()).Code));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM bookings WHERE service = '{team.Service}'"));
        Assert.Equal(slot, await gp.FreeSlotAsync(team.Service));
    }

    [Theory]
    [InlineData("", 400, "fhir.resource-invalid")]
    [InlineData("null", 400, "fhir.resource-invalid")]
    [InlineData("[]", 400, "fhir.resource-invalid")]
    [InlineData("{\"resourceType\":\"Appointment\",\"status\":\"booked\",\"status\":\"cancelled\"}", 400, "fhir.resource-invalid")]
    [InlineData("{\"resourceType\":\"Appointment\"", 400, "fhir.resource-invalid")]
    [InlineData("<Appointment/>", 400, "fhir.resource-invalid")]
    public async Task What_is_no_resource_is_refused(string body, int status, string code)
    {
        using var gp = place.Host.Gp();
        foreach (var address in new[] { "Appointment", "ServiceRequest" })
        {
            using var answer = await gp.SendFhirAsync(HttpMethod.Post, address, body, FhirCalls.MediaType, ("X-Request-ID", Guid.NewGuid().ToString()));
            Assert.Equal((status, "REC_BAD_REQUEST", code), await answer.OutcomeAsync());
        }
    }

    [Fact]
    public async Task What_is_too_large_or_too_deep_or_of_another_form_is_refused()
    {
        using var gp = place.Host.Gp();
        var mark = ("X-Request-ID", Guid.NewGuid().ToString());
        using var large = await gp.SendFhirAsync(HttpMethod.Post, "Appointment", $"{{\"resourceType\":\"{new string('x', 80_000)}\"}}", FhirCalls.MediaType, mark);
        using var deep = await gp.SendFhirAsync(HttpMethod.Post, "Appointment", $"{{\"contained\":{new string('[', 900)}{new string(']', 900)}}}", FhirCalls.MediaType, mark);
        using var xml = await gp.SendFhirAsync(HttpMethod.Post, "Appointment", "<Appointment/>", "application/fhir+xml", mark);
        using var html = await gp.SendFhirAsync(HttpMethod.Post, "Appointment", "{\"resourceType\":\"Appointment\"}", FhirCalls.MediaType, mark, ("Accept", "text/html"));
        using var form = await gp.SendFhirAsync(HttpMethod.Post, "Appointment/_search", "{}", FhirCalls.MediaType);

        Assert.Equal(413, (int)large.StatusCode);
        Assert.Equal((400, "REC_BAD_REQUEST", "fhir.resource-invalid"), await deep.OutcomeAsync());
        Assert.Equal(415, (int)xml.StatusCode);
        Assert.Equal((406, "REC_NOT_ACCEPTABLE", "request.not-acceptable"), await html.OutcomeAsync());
        Assert.Equal(415, (int)form.StatusCode);
    }

    private static void Reached(JsonObject resource, params (string System, string Value, string? Use)[] ways) =>
        resource["contained"]![0]!["telecom"] = new JsonArray([.. ways.Select(way => way.Use is null
            ? new JsonObject { ["system"] = way.System, ["value"] = way.Value }
            : new JsonObject { ["system"] = way.System, ["value"] = way.Value, ["use"] = way.Use })]);
}
