using IntegratedCare.Contracts.Scheduling;

namespace IntegratedCare.Scheduling.Tests.Bookings;

public class MainJobTests(Place place)
{
    [Fact]
    public async Task A_person_is_found_a_slot_held_booked_seen_and_cared_for()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();

        var booking = await gp.BookedAsync(team.Service);

        Assert.Equal("confirmed", booking.Status);
        var confirmed = await place.Host.Events.NextAsync<BookingConfirmed>(e => e.BookingId == booking.Id);
        Assert.Equal((1, booking.Reference, team.Service, team.Id, "soon"),
            (confirmed.Sequence, confirmed.Reference, confirmed.ServiceId, confirmed.TeamId, confirmed.Priority));

        Assert.Equal(Asking.Neighbourhood, confirmed.NeighbourhoodCode);

        using var clinician = place.Host.Clinician();
        var day = await clinician.SeeAsync($"teams/{team.Id}/day?date={booking.Start:yyyy-MM-dd}");
        var entry = day.GetProperty("entries").EnumerateArray().Single();
        Assert.Equal(booking.Id, entry.GetProperty("bookingId").GetGuid());
        Assert.Equal(A.FamilyName, entry.GetProperty("person").GetProperty("familyName").GetString());

        var attended = await clinician.SayAsync(booking.Id, "attendance", new { outcome = "attended" });
        Assert.Equal(200, (int)attended.StatusCode);
        Assert.Equal("attended", (await attended.BookingAsync()).Status);
        var delivered = await place.Host.Events.NextAsync<CareDelivered>(e => e.BookingId == booking.Id);
        Assert.Equal(2, delivered.Sequence);
    }

    [Fact]
    public async Task A_booking_of_a_team_that_serves_several_neighbourhoods_is_no_ones()
    {
        var asked = A.Team([Guid.CreateVersion7()]);
        asked.Body["neighbourhoodCodes"] = new System.Text.Json.Nodes.JsonArray(Asking.Neighbourhood, "north");
        var team = await place.Host.OpenTeamAsync(asked);
        using var gp = place.Host.Gp();

        var booking = await gp.BookedAsync(team.Service);

        Assert.Null((await place.Host.Events.NextAsync<BookingConfirmed>(e => e.BookingId == booking.Id)).NeighbourhoodCode);
    }
}
