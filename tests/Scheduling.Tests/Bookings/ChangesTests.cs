using IntegratedCare.Contracts.Scheduling;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests.Bookings;

public class ChangesTests(Place place)
{
    [Fact]
    public async Task A_rescheduled_booking_has_the_new_time_and_the_old_one_is_free()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        var later = (await gp.SlotsAsync(team.Service))[^1];
        var hold = await gp.HoldIdAsync(later.SlotId);

        var answer = await gp.SayAsync(booking.Id, "reschedule", new { holdId = hold });

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(later.Start, (await answer.BookingAsync()).Start);
        Assert.Contains(await gp.SlotsAsync(team.Service), s => s.Start == booking.Start);
        Assert.DoesNotContain(later, await gp.SlotsAsync(team.Service));
        var moved = await place.Host.Events.NextAsync<BookingRescheduled>(e => e.BookingId == booking.Id);
        Assert.Equal((2, booking.Start, later.Start), (moved.Sequence, moved.PreviousStartsAt, moved.StartsAt));
        Assert.Equal(Asking.Neighbourhood, moved.NeighbourhoodCode);
        var again = await gp.SayAsync(booking.Id, "reschedule", new { holdId = hold });
        Assert.Equal((409, "hold.used"), await again.RefusalAsync());
    }

    [Fact]
    public async Task A_booking_moves_within_its_service_only()
    {
        var team = await place.Host.OpenTeamAsync(services: 2);
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Services[0]);
        var other = await gp.HoldIdAsync((await gp.SlotsAsync(team.Services[1]))[^1].SlotId);

        var answer = await gp.SayAsync(booking.Id, "reschedule", new { holdId = other });

        Assert.Equal((422, "hold.other-service"), await answer.RefusalAsync());
        // The refusal changed nothing: the hold can still become a booking of its own service.
        Assert.Equal(201, (int)(await gp.BookAsync(A.Booking(other))).StatusCode);
    }

    [Fact]
    public async Task A_cancelled_bookings_time_is_free_and_the_booking_never_changes_again()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var booking = await gp.BookedAsync(team.Service);

        var cancelled = await gp.SayAsync(booking.Id, "cancellation", new { reason = "The person moved away" });

        Assert.Equal("cancelled", (await cancelled.BookingAsync()).Status);
        Assert.Contains(await gp.SlotsAsync(team.Service), s => s.Start == booking.Start);
        var heard = await place.Host.Events.NextAsync<BookingCancelled>(e => e.BookingId == booking.Id);
        Assert.Equal(2, heard.Sequence);
        Assert.Equal("The person moved away",
            (await gp.SeeAsync($"bookings/{booking.Id}")).GetProperty("cancellationReason").GetString());
        var hold = await gp.HoldIdAsync((await gp.SlotsAsync(team.Service))[^1].SlotId);
        Assert.Equal((409, "booking.closed"),
            await (await gp.SayAsync(booking.Id, "cancellation", new { reason = "again" })).RefusalAsync());
        Assert.Equal((409, "booking.closed"),
            await (await gp.SayAsync(booking.Id, "reschedule", new { holdId = hold })).RefusalAsync());
        Assert.Equal((409, "booking.closed"),
            await (await clinician.SayAsync(booking.Id, "attendance", new { outcome = "attended" })).RefusalAsync());
        var day = await clinician.SeeAsync($"teams/{team.Id}/day?date={booking.Start:yyyy-MM-dd}");
        Assert.Equal(0, day.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task A_person_who_did_not_come_is_recorded_once()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var booking = await gp.BookedAsync(team.Service);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => coordinator.SayAsync(
            booking.Id, "attendance", new { outcome = i % 2 == 0 ? "didNotAttend" : "attended" })));

        Assert.Single(answers, a => (int)a.StatusCode == 200);
        foreach (var refused in answers.Where(a => (int)a.StatusCode != 200))
            Assert.Equal((409, "booking.closed"), await refused.RefusalAsync());
        Assert.Equal(2L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM outbox_seen WHERE body ->> 'bookingId' = '{booking.Id}'"));
    }

    [Fact]
    public async Task The_history_tells_every_change_in_order_and_nobody_can_rewrite_how_it_ended()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var booking = await gp.BookedAsync(team.Service);
        var hold = await gp.HoldIdAsync((await gp.SlotsAsync(team.Service))[^1].SlotId);
        await gp.SayAsync(booking.Id, "reschedule", new { holdId = hold });
        await clinician.SayAsync(booking.Id, "attendance", new { outcome = "didNotAttend" });

        var history = await gp.SeeAsync($"bookings/{booking.Id}/history");

        Assert.Equal(
            ["1 confirmed gp", "2 rescheduled gp", "3 didNotAttend team-clinician"],
            history.GetProperty("items").EnumerateArray().Select(i =>
                $"{i.GetProperty("sequence")} {i.GetProperty("kind").GetString()} {i.GetProperty("byRole").GetString()}"));
        foreach (var sql in new[]
        {
            "UPDATE booking_history SET by_role = 'x'", "DELETE FROM booking_history",
            $"UPDATE bookings SET status = 'Attended' WHERE id = '{booking.Id}'", "DELETE FROM bookings",
        })
        {
            foreach (var connectionString in new[] { place.Host.ConnectionString, place.Host.SuperuserConnectionString })
            {
                await using var source = NpgsqlDataSource.Create(connectionString);
                await using var command = source.CreateCommand(sql);
                await Assert.ThrowsAsync<PostgresException>(
                    () => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            }
        }
    }
}
