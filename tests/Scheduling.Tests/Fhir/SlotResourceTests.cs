using System.Globalization;
using IntegratedCare.Testing.Fhir;

namespace IntegratedCare.Scheduling.Tests.Fhir;

public sealed class SlotResourceTests(Place place)
{
    [Fact]
    public async Task The_free_slots_are_those_of_the_JSON_API_with_their_schedules_and_valid_R4()
    {
        var team = await place.Host.OpenTeamAsync(members: 2);
        using var gp = place.Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=20");

        var bundle = await gp.FhirAsync(
            $"Slot?status=free&Schedule.actor:HealthcareService={team.Service}&start=ge{At(slots[0].Start)}&start=le{At(slots[^1].Start)}"
            + "&_include=Slot:schedule&_count=100");

        var found = bundle.Entries();
        Assert.Equal(slots.Select(s => s.Start).Order(), found.Select(s => s.GetProperty("start").GetDateTimeOffset()).Take(slots.Count).Order());
        Assert.All(found, s => Assert.Equal("free", s.Text("status")));
        Assert.Equal(2, bundle.Entries("include").Count);
        Assert.Equal(
            found.Select(s => s.GetProperty("schedule").Text("reference")).Distinct().Order(),
            bundle.Entries("include").Select(s => $"Schedule/{s.Text("id")}").Order());
        using var validator = new FhirValidator();
        Assert.Empty(await validator.FaultsAsync(bundle));
        foreach (var resource in found.Take(3).Concat(bundle.Entries("include")))
        {
            Assert.Empty(await validator.FaultsAsync(resource));
            Assert.True(resource.Text("id").Length <= 64);
            var read = await gp.FhirAsync($"{resource.Text("resourceType")}/{resource.Text("id")}");
            Assert.Equal(resource.Text("id"), read.Text("id"));
            Assert.Empty(await validator.FaultsAsync(read));
        }
    }

    [Fact]
    public async Task Every_page_goes_on_where_the_last_one_ended_and_together_they_are_the_whole()
    {
        var team = await place.Host.OpenTeamAsync(members: 7);
        using var gp = place.Host.Gp();
        var until = TimeProvider.System.GetUtcNow().AddDays(3);
        var search = $"Slot?schedule.actor:HealthcareService=HealthcareService/{team.Service}&start=lt{At(until)}";
        var all = await gp.SlotsAsync(team.Service, $"&limit=500&to={Uri.EscapeDataString(At(until))}");

        var (seen, pages) = (new List<string>(), 0);
        for (string? next = $"{search}&_count=13"; next is not null; pages++)
        {
            var bundle = await gp.FhirAsync(next);
            seen.AddRange(bundle.Entries().Select(s => s.Text("id")));
            next = bundle.Link("next");
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(all.Count, seen.Count);
        Assert.Equal((all.Count + 12) / 13, pages);
    }

    [Fact]
    public async Task One_member_s_schedule_is_searched_alone()
    {
        var team = await place.Host.OpenTeamAsync(members: 3);
        using var gp = place.Host.Gp();
        var schedules = (await gp.FhirAsync($"Schedule?actor=HealthcareService/{team.Service}&_count=2")).Entries();

        Assert.Equal(2, schedules.Count);
        var found = (await gp.FhirAsync($"Slot?schedule={schedules[1].Text("id")}")).Entries();
        Assert.NotEmpty(found);
        Assert.All(found, s => Assert.Equal($"Schedule/{schedules[1].Text("id")}", s.GetProperty("schedule").Text("reference")));
    }

    [Fact]
    public async Task A_slot_says_how_it_stands_while_it_is_held_and_once_it_is_booked()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slot = (await gp.FhirAsync($"Slot?schedule.actor={team.Service}&_count=1")).Entries().Single();
        var ours = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        Assert.Equal(ours.Start, slot.GetProperty("start").GetDateTimeOffset());

        var hold = await gp.HoldIdAsync(ours.SlotId);
        var held = await gp.FhirAsync($"Slot/{slot.Text("id")}");
        (await gp.BookAsync(A.Booking(hold))).EnsureSuccessStatusCode();
        var booked = await gp.FhirAsync($"Slot/{slot.Text("id")}");

        Assert.Equal(("busy-tentative", "busy"), (held.Text("status"), booked.Text("status")));
        Assert.DoesNotContain(slot.Text("id"), (await gp.FhirAsync($"Slot?schedule.actor={team.Service}")).Entries().Select(s => s.Text("id")));
    }

    [Theory]
    [InlineData("Slot", 400, "REC_BAD_REQUEST", "fhir.search-invalid")]
    [InlineData("Slot?schedule.actor=0198a000-0000-7000-8000-000000000000&start=ge2026-02-30", 400, "REC_BAD_REQUEST", "fhir.search-invalid")]
    [InlineData("Slot?schedule.actor=0198a000-0000-7000-8000-000000000000&start=ge2026-01-01&start=le2026-06-01", 422, "REC_UNPROCESSABLE_ENTITY", "slot.range-invalid")]
    [InlineData("Slot?schedule.actor=x&_count=-1", 400, "REC_BAD_REQUEST", "fhir.search-invalid")]
    [InlineData("Slot?schedule.actor=x&_page=1", 200, "", "")]
    [InlineData("Slot?schedule.actor=x&_format=xml", 406, "REC_NOT_ACCEPTABLE", "request.not-acceptable")]
    [InlineData("Slot/none", 404, "REC_NOT_FOUND", "fhir.resource-unknown")]
    [InlineData("Schedule/none", 404, "REC_NOT_FOUND", "fhir.resource-unknown")]
    [InlineData("Schedule", 400, "REC_BAD_REQUEST", "fhir.search-invalid")]
    [InlineData("Appointment/0198a000-0000-7000-8000-000000000000", 404, "REC_NOT_FOUND", "booking.unknown")]
    [InlineData("ServiceRequest/none", 404, "REC_NOT_FOUND", "referral.unknown")]
    [InlineData("Appointment?patient:identifier=https://fhir.nhs.uk/Id/nhs-number|9434765919", 400, "REC_BAD_REQUEST", "fhir.person-in-address")]
    [InlineData("ServiceRequest?subject.identifier=9434765919", 400, "REC_BAD_REQUEST", "fhir.person-in-address")]
    [InlineData("Appointment?identifier=https://fhir.nhs.uk/Id/nhs-number|9434765919", 400, "REC_BAD_REQUEST", "fhir.person-in-address")]
    [InlineData("Appointment?date=ap2026", 400, "REC_BAD_REQUEST", "fhir.search-invalid")]
    [InlineData("Appointment?_page=0", 400, "REC_BAD_REQUEST", "fhir.page-unknown")]
    public async Task A_question_that_makes_no_sense_is_told_so_in_FHIR(string address, int status, string bars, string code)
    {
        using var gp = place.Host.Gp();
        using var answer = await gp.AskFhirAsync(address);

        if (status == 200) Assert.Empty((await answer.ResourceAsync()).Entries());
        else Assert.Equal((status, bars, code), await answer.OutcomeAsync());
    }

    [Fact]
    public async Task Whoever_brings_no_token_or_one_that_does_not_do_is_told_so()
    {
        using var anyone = place.Host.Anonymous();
        using var auditor = place.Host.Client(Kernel.Auth.Roles.PrivacyOfficer);
        using var program = place.Host.Program(Kernel.Auth.Roles.Gp, "ledger.read", "practice-1");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/fhir/r4/Appointment", UriKind.Relative));
        request.Headers.Add("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068");

        using var unknown = await anyone.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((401, "SEND_UNAUTHORIZED", "request.unauthenticated"), await unknown.OutcomeAsync());
        Assert.Equal("60E0B220-8136-4CA5-AE46-1D97EF59D068", Assert.Single(unknown.Headers.GetValues("X-Request-ID")));
        using var refused = await auditor.AskFhirAsync("Appointment");
        Assert.Equal((403, "SEND_FORBIDDEN", "request.forbidden"), await refused.OutcomeAsync());
        using var unscoped = await program.AskFhirAsync("Slot?schedule.actor=x");
        Assert.Equal((403, "SEND_FORBIDDEN", "request.scope-missing"), await unscoped.OutcomeAsync());
    }

    [Fact]
    public async Task Everything_that_the_capabilities_name_can_be_asked()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var values = new Dictionary<string, string>
        {
            ["schedule"] = "x", ["start"] = $"ge{At(TimeProvider.System.GetUtcNow())}", ["status"] = "free,active,booked", ["neighbourhood"] = "central",
            ["actor"] = $"{team.Service}", ["date"] = "ge2026-01-01", ["identifier"] = "7KQ2M-9XTDB", ["based-on"] = "x", ["performer"] = $"{team.Service}",
            ["authored"] = "2026", ["patient"] = "", ["subject"] = "",
        };
        foreach (var type in Kernel.Fhir.DiaryTypes.All)
        {
            foreach (var parameter in type.SearchParam)
            {
                var rest = type.Type is "Slot" ? $"&schedule.actor={team.Service}" : type.Type is "Schedule" ? $"&actor={team.Service}" : "";
                var asked = values[parameter.Name].Length > 0
                    ? new HttpRequestMessage(HttpMethod.Get, new Uri($"/fhir/r4/{type.Type}?{parameter.Name}={values[parameter.Name]}{rest}", UriKind.Relative))
                    : new(HttpMethod.Post, new Uri($"/fhir/r4/{type.Type}/_search", UriKind.Relative))
                    {
                        Content = new FormUrlEncodedContent([new($"{parameter.Name}:identifier", $"{FhirCalls.NhsNumberSystem}|{A.NhsNumber}")]),
                    };
                asked.Headers.Add("Prefer", "handling=strict");
                using var answer = await gp.SendAsync(asked, TestContext.Current.CancellationToken);
                await answer.ResourceAsync();
            }
        }

        using var strict = new HttpRequestMessage(HttpMethod.Get, new Uri($"/fhir/r4/Slot?schedule.actor={team.Service}&colour=red", UriKind.Relative));
        strict.Headers.Add("Prefer", "handling=strict");
        using var refused = await gp.SendAsync(strict, TestContext.Current.CancellationToken);
        Assert.Equal((400, "REC_BAD_REQUEST", "fhir.parameter-unknown"), await refused.OutcomeAsync());
        Assert.DoesNotContain("colour", (await gp.FhirAsync($"Slot?schedule.actor={team.Service}&colour=red")).Link("self"), StringComparison.Ordinal);
    }

    private static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
