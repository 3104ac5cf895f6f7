using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Fhir;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Tests.Referrals;
using IntegratedCare.Testing.Fhir;

namespace IntegratedCare.Scheduling.Tests.Fhir;

public sealed class ChangeAppointmentTests(Place place)
{
    private const string Patch = "application/json-patch+json";

    [Fact]
    public async Task An_appointment_that_was_read_is_cancelled_by_putting_it_back_so()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var validator = new FhirValidator();
        var booking = await gp.BookedAsync(team.Service);
        var appointment = JsonNode.Parse((await gp.FhirAsync($"Appointment/{booking.Id}")).GetRawText())!.AsObject();
        appointment["status"] = "cancelled";

        using var withoutReason = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", appointment);
        Assert.Equal((422, "REC_UNPROCESSABLE_ENTITY", "fhir.resource-unfit"), await withoutReason.OutcomeAsync());
        appointment["cancelationReason"] = new JsonObject { ["text"] = "Feels well again" };
        using var answer = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", appointment);

        var cancelled = await answer.ResourceAsync();
        Assert.Empty(await validator.FaultsAsync(cancelled));
        Assert.Equal(("cancelled", "2", "W/\"2\""), (cancelled.Text("status"), cancelled.GetProperty("meta").Text("versionId"), answer.Headers.ETag?.ToString()));
        Assert.Equal("Feels well again", (await gp.SeeAsync($"bookings/{booking.Id}")).Text("cancellationReason"));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM resource_claims WHERE booking = '{booking.Id}'"));
        Assert.Equal("scheduling:booking-confirmed:v1|scheduling:booking-cancelled:v1", await EventsAsync(booking.Id));

        using var stale = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", appointment);
        Assert.Equal((412, "REC_CONFLICT", "request.stale"), await stale.OutcomeAsync());
        using var twice = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", appointment, ("If-Match", "W/\"2\""));
        Assert.Equal((409, "REC_CONFLICT", "booking.closed"), await twice.OutcomeAsync());
    }

    [Fact]
    public async Task An_appointment_moves_to_another_slot_and_frees_the_one_it_had()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        var appointment = await gp.FhirAsync($"Appointment/{booking.Id}");
        var before = appointment.GetProperty("slot")[0].Text("reference");
        var slot = await gp.FreeSlotAsync(team.Service, which: 2);
        var body = JsonNode.Parse(appointment.GetRawText())!.AsObject();
        body["slot"] = new JsonArray(new JsonObject { ["reference"] = $"Slot/{slot}" });

        using var contradicting = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", body, ("If-Match", "W/\"1\""));
        Assert.Equal((422, "REC_UNPROCESSABLE_ENTITY", "fhir.resource-unfit"), await contradicting.OutcomeAsync());
        body.Remove("start");
        body.Remove("end");
        using var answer = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", body, ("If-Match", "W/\"1\""));

        var moved = await answer.ResourceAsync();
        Assert.Equal(("booked", $"Slot/{slot}", "2"), (moved.Text("status"), moved.GetProperty("slot")[0].Text("reference"), moved.GetProperty("meta").Text("versionId")));
        Assert.Equal(("free", "busy"), ((await gp.FhirAsync(before)).Text("status"), (await gp.FhirAsync($"Slot/{slot}")).Text("status")));
        Assert.Equal(1L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM resource_claims WHERE booking = '{booking.Id}'"));
        Assert.Equal("scheduling:booking-confirmed:v1|scheduling:booking-rescheduled:v1", await EventsAsync(booking.Id));

        // Put back as it is, it stays as it is.
        using var same = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", JsonNode.Parse(moved.GetRawText())!.AsObject());
        Assert.Equal("2", (await same.ResourceAsync()).GetProperty("meta").Text("versionId"));
    }

    [Fact]
    public async Task Two_who_change_places_between_two_group_sessions_do_not_wait_for_each_other()
    {
        var group = A.Team([Guid.CreateVersion7()]);
        group.Body["services"]![0]!["places"] = 4;
        var team = await place.Host.OpenTeamAsync(group);
        using var gp = place.Host.Gp();
        string[] slots = [await gp.FreeSlotAsync(team.Service), await gp.FreeSlotAsync(team.Service, which: 1)];
        var ids = new List<string>();
        foreach (var slot in slots.Concat(slots))
        {
            using var made = await gp.PostFhirAsync(Resources.Appointment(slot));
            ids.Add((await made.ResourceAsync(HttpStatusCode.Created)).Text("id"));
        }

        for (var turn = 1; turn <= 6; turn++)
        {
            var answers = await Task.WhenAll(ids.Select((id, n) =>
            {
                var moved = Resources.Appointment(slots[(n + turn) % 2]);
                moved["id"] = id;
                return gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{id}", moved, ("If-Match", "*"));
            }));
            foreach (var answer in answers) await answer.ResourceAsync();
        }

        Assert.Equal(4L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM group_places p JOIN bookings b ON b.id = p.booking WHERE b.service = '{team.Service}'"));
    }

    [Fact]
    public async Task Who_moves_to_a_session_that_opens_and_who_holds_a_series_of_sessions_do_not_wait_for_each_other()
    {
        using var gp = place.Host.Gp();
        for (var round = 0; round < 4; round++)
        {
            var group = A.Team([Guid.CreateVersion7()]);
            group.Body["services"]![0]!["places"] = 40;
            var team = await place.Host.OpenTeamAsync(group);
            var first = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
            string[] days = [.. Enumerable.Range(0, 4).Select(day => DiaryId(first.SlotId, day))];
            var ids = new List<string>();
            for (var person = 0; person < 6; person++)
            {
                using var made = await gp.PostFhirAsync(Resources.Appointment(days[0]));
                ids.Add((await made.ResourceAsync(HttpStatusCode.Created)).Text("id"));
            }

            var moves = ids.Select((id, n) =>
            {
                var moved = Resources.Appointment(days[1 + (n % 3)]);
                moved["id"] = id;
                return gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{id}", moved, ("If-Match", "*"));
            });
            var holders = Enumerable.Range(0, 6).Select(_ => place.Host.Gp()).ToList();
            var series = holders.Select(holder => holder.PostAsJsonAsync(
                "/api/scheduling/holds/series", new { slotId = first.SlotId, count = 4, everyDays = 1 }));
            var answers = await Task.WhenAll(moves.Concat(series));

            foreach (var answer in answers) Assert.Contains((int)answer.StatusCode, (int[])[200, 201]);
            holders.ForEach(holder => holder.Dispose());
            Assert.Equal((6L, 24L), (
                await place.Host.ScalarAsync<long>($"SELECT count(*) FROM group_places p JOIN bookings b ON b.id = p.booking WHERE b.service = '{team.Service}'"),
                await place.Host.ScalarAsync<long>($"SELECT count(*) FROM group_places p JOIN holds h ON h.id = p.hold WHERE h.service = '{team.Service}'")));
        }

        static string DiaryId(string slot, int days)
        {
            Assert.True(SlotId.TryParse(slot, out var id));
            var start = LondonTime.ToInstant(LondonTime.ToLondon(id.Start).DateTime.AddDays(days));
            return SlotName.Of(id with { Start = start ?? throw new InvalidOperationException("Nobody works in that hour.") }).ToString();
        }
    }

    [Fact]
    public async Task A_patch_cancels_where_its_test_holds()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        const string cancel = """
            [{"op":"test","path":"/status","value":"booked"},{"op":"replace","path":"/status","value":"cancelled"},
             {"op":"add","path":"/cancelationReason","value":{"text":"Feels well again"}}]
            """;

        using var unread = await SendAsync(cancel, null);
        Assert.Equal((428, "REC_BAD_REQUEST", "request.if-match-missing"), await unread.OutcomeAsync());
        using var stale = await SendAsync(cancel, "W/\"7\"");
        Assert.Equal((412, "REC_CONFLICT", "request.stale"), await stale.OutcomeAsync());
        foreach (var wrong in new[]
        {
            """[{"op":"test","path":"/status","value":"cancelled"}]""", """[{"op":"replace","path":"/nothing/0","value":"x"}]""",
            """[{"op":"add","path":"/slot/9","value":{"reference":"Slot/x"}}]""", """[{"op":"move","path":"/status"}]""",
            """[{"op":"remove","path":""}]""", """[{"op":"add","path":"/slot/x","value":{"a":1}}]""", """[{"op":"replace","path":"status","value":"x"}]""",
        })
        {
            using var refused = await SendAsync(wrong, "W/\"1\"");
            Assert.Equal((422, "REC_UNPROCESSABLE_ENTITY", "fhir.patch-invalid"), await refused.OutcomeAsync());
        }

        foreach (var wrong in new[] { "", "null", "{}", "[]", "[null]", """[{"path":"/status"}]""", """[{"op":"remove","path":"/resourceType"}]""" })
        {
            using var refused = await SendAsync(wrong, "W/\"1\"");
            Assert.Equal((400, "REC_BAD_REQUEST", "fhir.resource-invalid"), await refused.OutcomeAsync());
        }

        using var answer = await SendAsync(cancel, "W/\"1\"");
        var cancelled = await answer.ResourceAsync();
        Assert.Equal(("cancelled", "2"), (cancelled.Text("status"), cancelled.GetProperty("meta").Text("versionId")));

        Task<HttpResponseMessage> SendAsync(string body, string? version) => gp.SendFhirAsync(
            HttpMethod.Patch, $"Appointment/{booking.Id}", body, Patch, version is null ? [] : [("If-Match", version)]);
    }

    [Fact]
    public async Task What_an_appointment_says_besides_is_not_changed_by_it_and_nobody_else_s_is_found()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var far = place.Host.Gp("practice-far");
        var booking = await gp.BookedAsync(team.Service);
        var body = JsonNode.Parse((await gp.FhirAsync($"Appointment/{booking.Id}")).GetRawText())!.AsObject();

        using var foreign = await far.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", body);
        Assert.Equal((404, "REC_NOT_FOUND", "booking.unknown"), await foreign.OutcomeAsync());
        using var elsewhere = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{Guid.NewGuid()}", body);
        Assert.Equal((404, "REC_NOT_FOUND", "booking.unknown"), await elsewhere.OutcomeAsync());
        await RefusedAsync(b => b["id"] = $"{Guid.NewGuid()}", 400, "fhir.resource-invalid");
        await RefusedAsync(b => b["status"] = "fulfilled", 422, "fhir.resource-unfit");
        await RefusedAsync(b => b["contained"]![0]!["identifier"]![0]!["value"] = "4505577104", 422, "fhir.resource-unfit");
        await RefusedAsync(b => b["participant"]![0]!["actor"]!["identifier"]!["value"] = "4505577104", 422, "fhir.resource-unfit");
        await RefusedAsync(b => b.Remove("slot"), 422, "fhir.resource-unfit");
        Assert.Equal("scheduling:booking-confirmed:v1", await EventsAsync(booking.Id));

        async Task RefusedAsync(Action<JsonObject> change, int status, string code)
        {
            var changed = body.DeepClone().AsObject();
            change(changed);
            using var answer = await gp.SendFhirAsync(HttpMethod.Put, $"Appointment/{booking.Id}", changed);
            var outcome = await answer.OutcomeAsync();
            Assert.Equal((status, code), (outcome.Status, outcome.Code));
        }
    }

    [Fact]
    public async Task A_service_request_is_made_and_revoked_by_those_who_made_it()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        using var validator = new FhirValidator();
        using var answer = await gp.PostFhirAsync(Resources.ServiceRequest(team.Service));
        var made = await answer.ResourceAsync(HttpStatusCode.Created);
        Assert.Empty(await validator.FaultsAsync(made));
        var id = made.GetProperty("id").GetGuid();
        Assert.EndsWith($"/fhir/r4/ServiceRequest/{id}", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        var detail = await gp.SeeAsync($"referrals/{id}");
        Assert.Equal(("received", "urgent", A.Reason), (detail.GetProperty("standing").Text("stage"), detail.GetProperty("standing").Text("priority"), detail.Text("reason")));
        Assert.Equal("largePrint", detail.GetProperty("needs").GetProperty("access")[0].GetString());

        var body = JsonNode.Parse(made.GetRawText())!.AsObject();
        body["status"] = "revoked";
        using var silent = await gp.SendFhirAsync(HttpMethod.Put, $"ServiceRequest/{id}", body);
        Assert.Equal((422, "REC_UNPROCESSABLE_ENTITY", "fhir.resource-unfit"), await silent.OutcomeAsync());
        body["extension"]!.AsArray().Add(new JsonObject
        {
            ["url"] = "http://hl7.org/fhir/StructureDefinition/request-statusReason", ["valueCodeableConcept"] = new JsonObject { ["text"] = "Moved away" },
        });
        using var foreign = await clinician.SendFhirAsync(HttpMethod.Put, $"ServiceRequest/{id}", body);
        Assert.Equal((403, "SEND_FORBIDDEN", "referral.not-yours"), await foreign.OutcomeAsync());
        using var revoking = await gp.SendFhirAsync(HttpMethod.Put, $"ServiceRequest/{id}", body);
        var revoked = await revoking.ResourceAsync();
        Assert.Equal("revoked", revoked.Text("status"));
        Assert.Empty(await validator.FaultsAsync(revoked));
        Assert.Equal("withdrawn", await gp.StageAsync(id));
        using var again = await gp.SendFhirAsync(HttpMethod.Put, $"ServiceRequest/{id}", body, ("If-Match", "\"2\""));
        Assert.Equal((409, "REC_CONFLICT", "referral.closed"), await again.OutcomeAsync());
    }

    [Fact]
    public async Task A_service_request_that_asks_for_nothing_that_is_done_here_is_refused()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        await RefusedAsync(b => b["status"] = "draft", 422, "fhir.resource-unfit");
        await RefusedAsync(b => b.Remove("intent"), 400, "fhir.resource-invalid");
        await RefusedAsync(b => b["priority"] = "perhaps", 400, "fhir.resource-invalid");
        await RefusedAsync(b => b["performer"]![0]!["reference"] = $"HealthcareService/{Guid.NewGuid()}", 404, "service.unknown");
        await RefusedAsync(b => b["performer"]![0]!["reference"] = "Organization/1", 422, "fhir.resource-unfit");
        await RefusedAsync(b => b["subject"]!["reference"] = "#nobody", 422, "fhir.resource-unfit");
        await RefusedAsync(b => b["extension"]![1]!["valueCode"] = "wings", 422, "fhir.resource-unfit");
        Assert.Empty(await gp.ListAsync("all", team.Service));

        using var program = place.Host.Program(Kernel.Auth.Roles.Gp, "scheduling.read", "practice-1");
        using var reading = await program.PostFhirAsync(Resources.ServiceRequest(team.Service));
        Assert.Equal((403, "SEND_FORBIDDEN", "request.scope-missing"), await reading.OutcomeAsync());

        async Task RefusedAsync(Action<JsonObject> change, int status, string code)
        {
            var body = Resources.ServiceRequest(team.Service);
            change(body);
            using var answer = await gp.PostFhirAsync(body);
            var outcome = await answer.OutcomeAsync();
            Assert.Equal((status, code), (outcome.Status, outcome.Code));
        }
    }

    private Task<string> EventsAsync(Guid booking) => place.Host.ScalarAsync<string>(
        $"SELECT string_agg(replace(event_name, 'urn:message:', ''), '|' ORDER BY (body->>'sequence')::int) FROM outbox_seen WHERE body->>'bookingId' = '{booking}'");
}
