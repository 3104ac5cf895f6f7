using System.Text.Json;
using IntegratedCare.Scheduling.Tests.Referrals;
using IntegratedCare.Testing.Fhir;

namespace IntegratedCare.Scheduling.Tests.Fhir;

/// <summary>Bookings and referrals as FHIR tells them.</summary>
public sealed class AppointmentReadingTests(Place place)
{
    [Fact]
    public async Task A_booking_is_told_as_an_appointment_and_each_reading_is_accounted_for()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp("practice-a");
        using var far = place.Host.Gp("practice-far");
        using var validator = new FhirValidator();
        var booking = await gp.BookedAsync(team.Service);

        using var answer = await gp.AskFhirAsync($"Appointment/{booking.Id}");
        var appointment = await answer.ResourceAsync();
        Assert.Empty(await validator.FaultsAsync(appointment));
        Assert.Equal("W/\"1\"", answer.Headers.ETag?.ToString());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("booked", appointment.Text("status"));
        Assert.Equal(booking.Reference, appointment.GetProperty("identifier")[0].Text("value"));
        Assert.Equal(booking.Start, appointment.GetProperty("start").GetDateTimeOffset());
        Assert.Equal(A.FamilyName, appointment.GetProperty("contained")[0].GetProperty("name")[0].Text("family"));
        Assert.Equal("busy", (await gp.FhirAsync(appointment.GetProperty("slot")[0].Text("reference"))).Text("status"));

        await gp.SayAsync(booking.Id, "cancellation", new { reason = "Feels well again" });
        var cancelled = await gp.FhirAsync($"Appointment/{booking.Id}");
        Assert.Empty(await validator.FaultsAsync(cancelled));
        Assert.Equal(("cancelled", "Feels well again", "2"), (cancelled.Text("status"), cancelled.GetProperty("cancelationReason").Text("text"),
            cancelled.GetProperty("meta").Text("versionId")));

        using var hidden = await far.AskFhirAsync($"Appointment/{booking.Id}");
        Assert.Equal((404, "REC_NOT_FOUND", "booking.unknown"), await hidden.OutcomeAsync());
        Assert.Equal("booking.make|booking.read|booking.cancel|booking.read|read-appointment", await place.Host.ScalarAsync<string>(
            $"SELECT string_agg(action, '|' ORDER BY id) FROM access_records WHERE record_type = 'booking' AND record_id = '{booking.Id}'"));
    }

    [Fact]
    public async Task Appointments_are_searched_within_what_the_caller_has_to_do_with()
    {
        var team = await place.Host.OpenTeamAsync(members: 3);
        using var gp = place.Host.Gp("practice-a");
        using var far = place.Host.Gp("practice-far");
        var first = await gp.BookedAsync(team.Service);
        var second = await gp.BookedAsync(team.Service);
        await gp.SayAsync(second.Id, "cancellation", new { reason = "Feels well again" });
        var actor = $"actor=HealthcareService/{team.Service}";

        Assert.Equal([first.Id, second.Id], (await IdsAsync(gp, $"Appointment?{actor}")).Order());
        Assert.Equal([first.Id], await IdsAsync(gp, $"Appointment?{actor}&status=booked"));
        Assert.Equal([second.Id], await IdsAsync(gp, $"Appointment?{actor}&status=cancelled,noshow"));
        Assert.Equal([first.Id], await IdsAsync(gp, $"Appointment?identifier={first.Reference.ToLowerInvariant()}"));
        Assert.Empty(await IdsAsync(gp, $"Appointment?{actor}&date=lt2026-01-01"));
        Assert.Equal(2, (await IdsAsync(gp, $"Appointment?{actor}&date=ge2026-01-01")).Count);
        Assert.Empty(await IdsAsync(far, $"Appointment?{actor}"));

        var page = await gp.FhirAsync($"Appointment?{actor}&_count=1");
        var next = await gp.FhirAsync(page.Link("next")!);
        Assert.Equal(2, page.GetProperty("total").GetInt32());
        Assert.Null(next.Link("next"));
        Assert.NotEqual(page.Entries().Single().Text("id"), next.Entries().Single().Text("id"));

        var person = await gp.FhirSearchAsync($"Appointment/_search?{actor}", ("patient:identifier", $"{FhirCalls.NhsNumberSystem}|{A.NhsNumber}"), ("_count", "1"));
        Assert.Equal(2, person.GetProperty("total").GetInt32());
        Assert.DoesNotContain(A.NhsNumber, person.GetProperty("link").GetRawText(), StringComparison.Ordinal);
        var rest = await gp.FhirSearchAsync(person.Link("next")!, ("patient.identifier", A.NhsNumber));
        Assert.NotEqual(person.Entries().Single().Text("id"), rest.Entries().Single().Text("id"));
        var another = await gp.FhirSearchAsync($"Appointment/_search?{actor}", ("patient:identifier", $"{FhirCalls.NhsNumberSystem}|4505577104"));
        Assert.Empty(another.Entries());
        using var validator = new FhirValidator();
        Assert.Empty(await validator.FaultsAsync(person));
        Assert.DoesNotContain(place.Log.Lines, line => line.Contains(A.NhsNumber, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_referral_is_told_as_a_service_request_with_what_the_person_needs()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp("practice-a");
        using var clinician = place.Host.Clinician();
        using var far = place.Host.Gp("practice-far");
        using var validator = new FhirValidator();
        var referral = await gp.ReferredAsync(Referring.To(team.Service));

        using var answer = await gp.AskFhirAsync($"ServiceRequest/{referral}");
        var request = await answer.ResourceAsync();
        Assert.Empty(await validator.FaultsAsync(request));
        Assert.Equal("W/\"1\"", answer.Headers.ETag?.ToString());
        Assert.Equal(("active", "urgent", A.Reason), (request.Text("status"), request.Text("priority"), request.GetProperty("reasonCode")[0].Text("text")));
        Assert.Equal(["soon"], Codes(request, "priority"));
        Assert.Equal(["wheelchairAccess", "largePrint"], Codes(request, "access-need"));
        Assert.Equal(["bn"], Codes(request, "interpreter-language"));

        await clinician.DecidedAsync(referral, "advice", new { advice = Referring.Advice });
        var returned = await gp.FhirAsync($"ServiceRequest/{referral}");
        Assert.Empty(await validator.FaultsAsync(returned));
        Assert.Equal(("completed", Referring.Advice), (returned.Text("status"), returned.GetProperty("note")[0].Text("text")));
        using var hidden = await far.AskFhirAsync($"ServiceRequest/{referral}");
        Assert.Equal((404, "REC_NOT_FOUND", "referral.unknown"), await hidden.OutcomeAsync());

        var waiting = await gp.ReferredAsync(Referring.To(team.Service, "urgent"));
        Assert.Equal([waiting], await IdsAsync(gp, $"ServiceRequest?performer={team.Service}&status=active"));
        Assert.Equal([referral], await IdsAsync(gp, $"ServiceRequest?performer={team.Service}&status=completed"));
        Assert.Empty(await IdsAsync(far, $"ServiceRequest?performer={team.Service}"));
        var person = await gp.FhirSearchAsync($"ServiceRequest/_search?performer={team.Service}", ("subject:identifier", A.NhsNumber));
        Assert.Equal(2, person.Entries().Count);
        Assert.Empty(await validator.FaultsAsync(person));
        Assert.Equal(4L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE action = 'referral.read' AND record_id = '{referral}'"));
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(HttpClient client, string search) =>
        [.. (await client.FhirAsync(search)).Entries().Select(r => r.GetProperty("id").GetGuid())];

    private static IEnumerable<string> Codes(JsonElement resource, string extension) => resource.GetProperty("extension").EnumerateArray()
        .Where(e => e.Text("url") == $"urn:integrated-care:fhir:{extension}").Select(e => e.Text("valueCode"));
}
