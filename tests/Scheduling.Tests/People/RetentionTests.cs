using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests.People;

public class RetentionTests(Place place)
{
    private static int nextPerson = 999_400_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_booking_that_need_not_be_kept_is_a_fact_without_a_person()
    {
        using var gp = place.Host.Gp();
        var booking = await OldAsync(gp, NewPerson(), years: 9);
        var key = await KeyAsync(booking);

        await SweepAsync();

        var answer = await gp.GetAsync($"/api/scheduling/bookings/{booking}", Cancelled);
        Assert.Equal((410, "booking.erased"), await answer.RefusalAsync());
        Assert.NotEmpty((await gp.SeeAsync($"bookings/{booking}/history")).GetProperty("items").EnumerateArray());
        Assert.Equal("0 true true booking.erase", await place.Host.ScalarAsync<string>(
            $"""
             SELECT num_nonnulls(nhs_number, family_name, given_name, date_of_birth, postcode, phone, reason, communication_needs, cancellation_reason)
                 || ' ' || (b.person_key <> '{key}') || ' ' || (erased_at IS NOT NULL) || ' ' || a.action
             FROM bookings b JOIN access_records a ON a.record_id = b.id::text AND a.action = 'booking.erase' WHERE b.id = '{booking}'
             """));
    }

    [Fact]
    public async Task What_must_be_kept_is_kept()
    {
        using var gp = place.Host.Gp();
        var (person, held) = (NewPerson(), NewPerson());
        var young = await OldAsync(gp, NewPerson(), years: 7);
        var childs = await OldAsync(gp, NewPerson(), years: 9, born: Years(-20));
        var earlier = await OldAsync(gp, person, years: 9);
        var later = await OldAsync(gp, person, years: 2);
        var onHold = await OldAsync(gp, held, years: 9);
        place.Host.Services.GetRequiredService<IOptions<RetentionPolicy>>().Value.LegalHolds = [await KeyAsync(onHold)];

        await SweepAsync();

        foreach (var booking in (Guid[])[young, childs, earlier, later, onHold])
            Assert.Equal(200, (int)(await gp.GetAsync($"/api/scheduling/bookings/{booking}", Cancelled)).StatusCode);
        using var officer = Officer();
        Assert.Equal((409, "person.legal-hold"), await (await EraseAsync(officer, held)).RefusalAsync());
    }

    [Fact]
    public async Task Why_a_member_was_away_is_forgotten_two_years_after_and_what_is_younger_or_to_come_stays()
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var ids = new List<Guid>();
        foreach (var _ in Enumerable.Range(0, RetentionSweeper.BatchMax + 3))
        {
            var entered = await coordinator.SayAsync("absences", new { resourceId = team.Members[0], kind = "sickness", firstDay = "2026-12-01", lastDay = "2026-12-01" });
            ids.Add(entered.GetProperty("absence").GetProperty("id").GetGuid());
            if (ids.Count > 2) await AgeAsync(ids[^1], "2 years 1 day");
        }

        await AgeAsync(ids[1], "1 year 11 months");

        await Task.WhenAll(SweepAsync(), SweepAsync());
        await SweepAsync();

        Assert.Equal(ids.Take(2).Order(), (await place.Host.ScalarAsync<Guid[]>(
            $"SELECT array_agg(id) FROM absences WHERE resource = '{team.Members[0]}'")).Order());
        Assert.Equal(ids.Count - 2L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE action = 'absence.erase' AND record_id IN ({string.Join(", ", ids.Select(id => $"'{id}'"))})"));

        Task AgeAsync(Guid id, string age) => place.Host.ExecuteAsync(
            $"UPDATE absences SET starts_at = now() - interval '{age}' - interval '1 hour', ends_at = now() - interval '{age}' WHERE id = '{id}'");
    }

    [Fact]
    public async Task A_sweep_of_many_goes_on_past_those_that_are_kept_and_two_at_once_do_each_once()
    {
        using var gp = place.Host.Gp();
        var children = new List<Guid>();
        for (var i = 0; i < 3; i++) children.Add(await OldAsync(gp, NewPerson(), years: 10, born: Years(-20)));
        var adult = await OldAsync(gp, NewPerson(), years: 9);

        await Task.WhenAll(SweepAsync(), SweepAsync(), SweepAsync());
        await SweepAsync();

        Assert.Equal(1L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE action = 'booking.erase' AND record_id = '{adult}'"));
        Assert.Equal(3L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM bookings WHERE erased_at IS NULL AND id IN ({string.Join(',', children.Select(c => $"'{c}'"))})"));
    }

    [Fact]
    public async Task An_erasure_takes_the_person_and_nothing_else_and_is_never_undone()
    {
        using var gp = place.Host.Gp();
        var (erased, kept) = (await OldAsync(gp, NewPerson(), years: 9), await OldAsync(gp, NewPerson(), years: 1));
        await SweepAsync();

        foreach (var attack in (string[])["erased_at = NULL", "person_key = 'somebody'", "nhs_number = '\\x01'", "status = 'Attended'"])
            await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync($"UPDATE bookings SET {attack} WHERE id = '{erased}'"));
        foreach (var attack in (string[])["erased_at = now()", "erased_at = now(), person_key = 'x'", "nhs_number = NULL",
            "erased_at = now(), person_key = 'x', team = gen_random_uuid()"])
            await Assert.ThrowsAsync<PostgresException>(() => place.Host.ExecuteAsync($"UPDATE bookings SET {attack} WHERE id = '{kept}'"));
    }

    [Fact]
    public async Task The_privacy_officer_erases_only_what_need_not_be_kept_and_is_told_until_when()
    {
        using var gp = place.Host.Gp();
        using var officer = Officer();
        var (open, recent, old) = (NewPerson(), NewPerson(), NewPerson());
        await BookAsync(gp, open);
        await OldAsync(gp, recent, years: 2);
        var booking = await OldAsync(gp, old, years: 9);

        Assert.Equal((404, "person.unknown"), await (await EraseAsync(officer, NewPerson())).RefusalAsync());
        Assert.Equal((409, "person.has-open-bookings"), await (await EraseAsync(officer, open)).RefusalAsync());
        var refused = await EraseAsync(officer, recent);
        Assert.Contains($"Until {DateOnly.FromDateTime(Years(6)):yyyy}", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(200, (int)(await EraseAsync(officer, recent, "takenInError")).StatusCode);
        Assert.Equal(200, (int)(await EraseAsync(officer, old)).StatusCode);
        Assert.Equal(410, (int)(await gp.GetAsync($"/api/scheduling/bookings/{booking}", Cancelled)).StatusCode);
        Assert.Equal((404, "person.unknown"), await (await EraseAsync(officer, old)).RefusalAsync());
        Assert.Equal((403, "request.forbidden"), await (await EraseAsync(gp, recent)).RefusalAsync());
    }

    [Fact]
    public async Task A_person_can_be_told_everything_that_is_held_about_them()
    {
        using var gp = place.Host.Gp();
        using var officer = Officer();
        var person = NewPerson();
        var booking = await BookAsync(gp, person);

        var report = await officer.SayAsync("people/access-report", new { nhsNumber = person });
        var nothing = await officer.SayAsync("people/access-report", new { nhsNumber = NewPerson() });

        var held = Assert.Single(report.GetProperty("bookings").EnumerateArray());
        Assert.Equal((booking, person, A.Reason), (held.GetProperty("id").GetGuid(),
            held.GetProperty("person").GetProperty("nhsNumber").GetString(), held.GetProperty("referral").GetProperty("reason").GetString()));
        Assert.Equal("confirmed", Assert.Single(held.GetProperty("history").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Empty(nothing.GetProperty("bookings").EnumerateArray());
        Assert.Equal(1L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE action = 'person.access-report' AND person_key = '{report.GetProperty("personKey").GetString()}'"));
    }

    [Fact]
    public async Task Every_erasure_is_told_to_the_other_services_in_its_own_transaction_and_names_nobody()
    {
        using var gp = place.Host.Gp();
        using var officer = Officer();
        var person = NewPerson();
        var (swept, asked) = (await OldAsync(gp, NewPerson(), years: 9), await OldAsync(gp, person, years: 2));

        await SweepAsync();
        Assert.Equal(200, (int)(await EraseAsync(officer, person, "takenInError")).StatusCode);

        foreach (var booking in (Guid[])[swept, asked])
        {
            Assert.Equal("1 true 3 bookingId,occurredAt,sequence", await place.Host.ScalarAsync<string>(
                $"""
                 SELECT count(*) || ' ' || bool_and(o.xmin = b.xmin) || ' ' || max(o.body ->> 'sequence') || ' '
                     || max((SELECT string_agg(k, ',' ORDER BY k) FROM jsonb_object_keys(o.body) k))
                 FROM bookings b JOIN outbox_seen o ON o.body ->> 'bookingId' = b.id::text AND o.event_name LIKE '%booking-erased%'
                 WHERE b.id = '{booking}'
                 """));
            await place.Host.Events.NextAsync<BookingErased>(e => e.BookingId == booking);
        }
    }

    private Task<int> SweepAsync() => place.Host.Services.GetRequiredService<RetentionSweeper>().SweepAsync(Cancelled);

    private HttpClient Officer() => place.Host.Client(Roles.PrivacyOfficer, "icb", name: $"officer-{Guid.NewGuid():N}");

    private static Task<HttpResponseMessage> EraseAsync(HttpClient client, string nhsNumber, string reason = "requestedByPerson") =>
        client.SendAsync(new(HttpMethod.Post, "/api/scheduling/people/erasure")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { nhsNumber, reason }),
        }, Cancelled);

    private async Task<Guid> BookAsync(HttpClient gp, string nhsNumber, DateTime? born = null)
    {
        var team = await place.Host.OpenTeamAsync();
        var hold = await gp.HoldIdAsync((await gp.SlotsAsync(team.Service, "&limit=1")).Single().SlotId);
        var body = A.Booking(hold);
        body["person"]!["nhsNumber"] = nhsNumber;
        if (born is { } date)
        {
            body["person"]!["dateOfBirth"] = DateOnly.FromDateTime(date).ToString("O");
        }

        var answer = await gp.BookAsync(body);
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.BookingAsync()).Id;
    }

    /// <summary>A booking that was cancelled, and whose time lies so many years back.</summary>
    private async Task<Guid> OldAsync(HttpClient gp, string nhsNumber, int years, DateTime? born = null)
    {
        var booking = await BookAsync(gp, nhsNumber, born);
        await place.Host.ExecuteAsync(
            $"UPDATE bookings SET starts_at = now() - interval '{years} years 1 hour', ends_at = now() - interval '{years} years' WHERE id = '{booking}'");
        (await gp.SayAsync(booking, "cancellation", new { reason = "so that it is closed" })).EnsureSuccessStatusCode();
        return booking;
    }

    private Task<string> KeyAsync(Guid booking) => place.Host.ScalarAsync<string>($"SELECT person_key FROM bookings WHERE id = '{booking}'");

    private static DateTime Years(int years) => TimeProvider.System.GetUtcNow().AddYears(years).UtcDateTime;

    private static string NewPerson()
    {
        while (true)
        {
            var digits = Interlocked.Increment(ref nextPerson).ToString(System.Globalization.CultureInfo.InvariantCulture);
            for (var check = 0; check < 10; check++)
            {
                if (NhsNumber.TryParse($"{digits}{check}", out var number)) return number.Reveal();
            }
        }
    }
}
