using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Tests.Bookings;

/// <summary>What each use case leaves in the audit: action, whose record, and by which relationship.</summary>
public sealed class RecordedAccessTests(Place place)
{
    [Fact]
    public async Task Each_use_case_on_a_booking_says_who_did_what_with_whose_record_and_on_which_ground()
    {
        var team = await place.Host.OpenTeamAsync(members: 3);
        using var gp = place.Host.Gp("practice-a");
        using var colleague = place.Host.Client(Roles.LinkWorker, "practice-a", name: "colleague");
        using var clinician = place.Host.Clinician();
        var first = await gp.BookedAsync(team.Service);
        var second = await gp.BookedAsync(team.Service);
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();

        await gp.SeeAsync($"bookings/{first.Id}");
        await colleague.SeeAsync($"bookings/{first.Id}");
        await clinician.SeeAsync($"bookings/{first.Id}");
        await gp.SayAsync($"bookings/{first.Id}/reschedule", new { holdId = await gp.HoldIdAsync(slot.SlotId) });
        await clinician.SayAsync($"bookings/{first.Id}/attendance", new { outcome = "attended" });
        await colleague.SayAsync($"bookings/{second.Id}/cancellation", new { reason = "Is better" });

        Assert.Equal(
            "booking.make own|booking.read own|booking.read organisation|booking.read team|booking.reschedule own|booking.attendance team",
            await RecordedAsync(first.Id));
        Assert.Equal("booking.make own|booking.cancel organisation", await RecordedAsync(second.Id));
        Assert.Equal(0L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE record_type = 'booking' AND record_id IN ('{first.Id}', '{second.Id}') AND (person_key IS NULL OR person_key !~ '^[0-9a-f]{{64}}$')"));
    }

    [Fact]
    public async Task Whoever_is_kept_out_of_a_booking_is_in_the_audit_and_in_the_report_of_that_person()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        using var stranger = place.Host.Client(Roles.Gp, "practice-far", name: $"stranger-{Guid.NewGuid():N}");

        var refused = await stranger.GetAsync(new Uri($"/api/scheduling/bookings/{booking.Id}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(1L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE record_id = '{booking.Id}' AND outcome = 'Refused' AND refusal_code = 'booking.unknown' AND role = 'gp'"));
        using var officer = place.Host.Client(Roles.PrivacyOfficer);
        var now = TimeProvider.System.GetUtcNow();
        var report = await officer.PostAsJsonAsync("/audit/scheduling/person",
            new { nhsNumber = A.NhsNumber, from = now.AddHours(-1), to = now.AddHours(1) }, TestContext.Current.CancellationToken);
        Assert.Contains("stranger-", await report.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loading_the_place_is_recorded_where_it_changes_something_and_not_where_it_does_not()
    {
        var team = A.Team([Guid.CreateVersion7()], 1, 30);
        using var loader = place.Host.Loader();
        var address = new Uri($"/api/scheduling/teams/{team.Id}", UriKind.Relative);

        for (var i = 0; i < 2; i++)
            (await loader.PutAsJsonAsync(address, team.Body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        Assert.Equal("team.put ", await place.Host.ScalarAsync<string>(
            $"SELECT string_agg(action || ' ' || coalesce(basis, ''), '|') FROM access_records WHERE record_id = '{team.Id}'"));
    }

    private Task<string> RecordedAsync(Guid booking) => place.Host.ScalarAsync<string>(
        $"SELECT string_agg(action || ' ' || basis, '|' ORDER BY id) FROM access_records WHERE record_type = 'booking' AND record_id = '{booking}'");
}
