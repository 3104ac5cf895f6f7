using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Tests.Bookings;

public class CareRelationshipTests(Place place)
{
    [Fact]
    public async Task A_booking_does_not_exist_for_those_who_have_nothing_to_do_with_it()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        var strangers = new[]
        {
            place.Host.Gp("practice-2"),
            place.Host.Client(Roles.LinkWorker, "community-partners", Asking.Neighbourhood),
            place.Host.Clinician("elsewhere"),
            place.Host.Coordinator("elsewhere"),
            place.Host.Client(Roles.TeamClinician, "council", name: "clinician of another employer"),
        };
        foreach (var stranger in strangers)
        {
            var path = $"/api/scheduling/bookings/{booking.Id}";
            var answers = new List<HttpResponseMessage>
            {
                await stranger.GetAsync(path, TestContext.Current.CancellationToken),
                await stranger.GetAsync(path + "/history", TestContext.Current.CancellationToken),
                await stranger.SayAsync(booking.Id, "cancellation", new { reason = "mine now" }),
                await stranger.SayAsync(booking.Id, "reschedule", new { holdId = Guid.NewGuid() }),
            };
            foreach (var answer in answers) Assert.Equal((404, "booking.unknown"), await answer.RefusalAsync());
            var found = await stranger.SayAsync("bookings/search", new { reference = booking.Reference });
            Assert.Equal(0, found.GetProperty("total").GetInt32());
        }

        foreach (var clinician in strangers[2..])
        {
            var attendance = await clinician.SayAsync(booking.Id, "attendance", new { outcome = "attended" });
            Assert.Equal((404, "booking.unknown"), await attendance.RefusalAsync());
            var day = await clinician.GetAsync($"/api/scheduling/teams/{team.Id}/day", TestContext.Current.CancellationToken);
            Assert.Equal((404, "team.unknown"), await day.RefusalAsync());
        }
    }

    [Fact]
    public async Task It_exists_for_the_organisation_that_booked_and_for_those_whose_neighbourhood_the_team_serves()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        var related = new[]
        {
            gp,
            place.Host.Client(Roles.LinkWorker, "practice-1", name: "another of the practice"),
            place.Host.Clinician(),
            place.Host.Coordinator(),
            place.Host.Coordinator(neighbourhood: null),
            place.Host.Client(Roles.TeamClinician, "nca", name: "clinician of the employer, of no neighbourhood"),
        };
        foreach (var caller in related)
        {
            var detail = await caller.SeeAsync($"bookings/{booking.Id}");
            Assert.Equal(A.NhsNumber, detail.GetProperty("person").GetProperty("nhsNumber").GetString());
            Assert.Equal(A.Reason, detail.GetProperty("referral").GetProperty("reason").GetString());
            var found = await caller.SayAsync("bookings/search", new { nhsNumber = "943 476 5919", teamId = team.Id });
            Assert.Equal(booking.Id, found.GetProperty("items")[0].GetProperty("id").GetGuid());
        }
    }

    [Fact]
    public async Task Only_the_team_says_how_a_booking_ended()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);

        var attendance = await gp.SayAsync(booking.Id, "attendance", new { outcome = "attended" });

        Assert.Equal((403, "request.forbidden"), await attendance.RefusalAsync());
    }

    [Fact]
    public async Task Whoever_booked_into_another_neighbourhoods_team_knows_of_the_booking_and_not_how_it_ended()
    {
        var team = await place.Host.OpenTeamAsync();
        using var booker = place.Host.Client(Roles.CareCoordinator, "practice-9", "elsewhere", "coordinator elsewhere");
        var booking = await booker.BookedAsync(team.Service);

        await booker.SeeAsync($"bookings/{booking.Id}");
        var attendance = await booker.SayAsync(booking.Id, "attendance", new { outcome = "attended" });

        Assert.Equal((403, "booking.not-your-team"), await attendance.RefusalAsync());
    }

    [Fact]
    public async Task Somebody_who_acts_for_two_organisations_sees_in_one_part_nothing_of_the_other()
    {
        var team = await place.Host.OpenTeamAsync();
        using var atPractice = place.Host.Client(Roles.Gp, "practice-1", name: "of two parts");
        using var atCharity = place.Host.Client(Roles.LinkWorker, "community-partners", name: "of two parts");
        var booking = await atPractice.BookedAsync(team.Service);

        var other = await atCharity.GetAsync($"/api/scheduling/bookings/{booking.Id}", TestContext.Current.CancellationToken);

        Assert.Equal((404, "booking.unknown"), await other.RefusalAsync());
    }

    [Fact]
    public async Task A_partners_program_sees_the_teams_that_its_organisation_staffs_and_never_the_whole_place()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        var path = $"/api/scheduling/bookings/{booking.Id}";
        using var employers = place.Host.Program(Roles.CareCoordinator, "scheduling.read", "nca");
        using var anothers = place.Host.Program(Roles.CareCoordinator, "scheduling.read", "council");
        using var nobodys = place.Host.Program(Roles.CareCoordinator, "scheduling.read");

        await employers.SeeAsync($"bookings/{booking.Id}");
        foreach (var stranger in new[] { anothers, nobodys })
        {
            var answer = await stranger.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal((404, "booking.unknown"), await answer.RefusalAsync());
        }
    }

    [Fact]
    public async Task Every_reading_of_a_person_is_in_the_audit_with_its_purpose()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        using var clinician = place.Host.Clinician();
        clinician.DefaultRequestHeaders.Add("X-Purpose", "directCare");

        await clinician.SeeAsync($"bookings/{booking.Id}");
        await clinician.SeeAsync($"bookings/{booking.Id}/history");
        await clinician.SeeAsync($"teams/{team.Id}/day?date={booking.Start:yyyy-MM-dd}");
        await clinician.SayAsync("bookings/search", new { reference = booking.Reference.ToLowerInvariant() });

        Assert.Equal(
            "booking.history-read booking.read booking.search team-day.read",
            await place.Host.ScalarAsync<string>(
                $"""
                 SELECT string_agg(action, ' ' ORDER BY action) FROM access_records
                 WHERE record_id = '{booking.Id}' AND purpose = 'directCare' AND role = 'team-clinician' AND organisation_code = 'nca'
                 """));
    }
}
