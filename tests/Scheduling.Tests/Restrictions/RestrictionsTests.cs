using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Tests.Restrictions;

public class RestrictionsTests(Place place)
{
    private static readonly DateTimeOffset Said = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_restricted_service_is_not_offered_held_or_booked_until_the_lift()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=2");
        var hold = await gp.HoldIdAsync(slots[0].SlotId);
        var restriction = Guid.CreateVersion7();

        await RestrictAsync(restriction, team.Service);

        Assert.Empty(await gp.SlotsAsync(team.Service));
        Assert.Equal((409, "service.restricted"), await (await gp.HoldAsync(slots[1].SlotId)).RefusalAsync());
        Assert.Equal((409, "service.restricted"), await (await gp.BookAsync(A.Booking(hold))).RefusalAsync());

        await LiftAsync(restriction, team.Service);

        Assert.Equal(201, (int)(await gp.BookAsync(A.Booking(hold))).StatusCode);
    }

    [Fact]
    public async Task A_service_that_the_directory_calls_restricted_takes_no_bookings_until_the_directory_says_otherwise()
    {
        // The restriction carries the id of an entry that was merged into this one: only the directory knows that.
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=2");
        var hold = await gp.HoldIdAsync(slots[0].SlotId);
        await RestrictAsync(Guid.CreateVersion7(), Guid.CreateVersion7());
        var told = await place.Host.Events.NextAsync<NextSlotChanged>(e => e.ServiceId == team.Service && e.StartsAt is not null);

        await StatusAsync(team.Service, 3, "restricted");

        Assert.Empty(await gp.SlotsAsync(team.Service));
        Assert.Equal((409, "service.restricted"), await (await gp.HoldAsync(slots[1].SlotId)).RefusalAsync());
        Assert.Equal((409, "service.restricted"), await (await gp.BookAsync(A.Booking(hold))).RefusalAsync());
        await place.Host.Events.NextAsync<NextSlotChanged>(e => e.ServiceId == team.Service && e.StartsAt is null && e.Version > told.Version);

        // What was said before comes late, and changes nothing.
        await place.Host.PublishAsync(new ServiceStatusChanged(team.Service, 2, "active", Said));
        await place.Host.PublishAsync(A.Service(team.Service, version: 2));
        await FactsAsync(team.Service, 2);
        Assert.Equal((409, "service.restricted"), await (await gp.BookAsync(A.Booking(hold))).RefusalAsync());

        await StatusAsync(team.Service, 4, "active");
        await place.Host.PublishAsync(new ServiceStatusChanged(team.Service, 3, "restricted", Said));
        await place.Host.PublishAsync(A.Service(team.Service, version: 3, status: "restricted"));
        await FactsAsync(team.Service, 3);

        Assert.Equal(201, (int)(await gp.BookAsync(A.Booking(hold))).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restriction_that_both_have_told_of_ends_once_both_have_lifted_it(bool qualityFirst)
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var hold = await gp.HoldIdAsync((await gp.SlotsAsync(team.Service, "&limit=1"))[0].SlotId);
        var restriction = Guid.CreateVersion7();
        await RestrictAsync(restriction, team.Service);
        await StatusAsync(team.Service, 2, "restricted");

        if (qualityFirst) await LiftAsync(restriction, team.Service);
        else await StatusAsync(team.Service, 3, "active");
        Assert.Equal((409, "service.restricted"), await (await gp.BookAsync(A.Booking(hold))).RefusalAsync());

        if (qualityFirst) await StatusAsync(team.Service, 3, "active");
        else await LiftAsync(restriction, team.Service);
        Assert.Equal(201, (int)(await gp.BookAsync(A.Booking(hold))).StatusCode);
    }

    [Fact]
    public async Task Quality_learns_once_which_future_bookings_are_affected()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var stands = await gp.BookedAsync(team.Service);
        var gone = await gp.BookedAsync(team.Service);
        await gp.SayAsync(gone.Id, "cancellation", new { reason = "changed plans" });
        var seen = await gp.BookedAsync(team.Service);
        await clinician.SayAsync(seen.Id, "attendance", new { outcome = "attended" });
        var restriction = Guid.CreateVersion7();
        var messageId = Guid.CreateVersion7();

        await RestrictAsync(restriction, team.Service, messageId);
        // The same message again, and the same fact in another message.
        await RestrictAsync(restriction, team.Service, messageId);
        await RestrictAsync(restriction, team.Service);
        await SettledAsync();

        var affected = Assert.Single(place.Host.Events.Of<BookingsAffected>(), e => e.RestrictionId == restriction);
        Assert.Equal((1, 1), (affected.Part, affected.Parts));
        Assert.Equal([new(stands.Id, stands.Reference, team.Id, stands.Start.ToUniversalTime())], affected.Bookings);
    }

    [Fact]
    public async Task Where_nothing_is_booked_quality_learns_that_somebody_looked()
    {
        var (service, restriction) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await RestrictAsync(restriction, service);

        var affected = await place.Host.Events.NextAsync<BookingsAffected>(e => e.RestrictionId == restriction);
        Assert.Empty(affected.Bookings);
    }

    [Fact]
    public async Task A_long_list_of_affected_bookings_comes_in_parts_that_leave_nobody_out()
    {
        await using var host = await place.StartAsync();
        var team = await host.OpenTeamAsync();
        using var gp = host.Gp();
        var booking = await gp.BookedAsync(team.Service);
        await host.ExecuteAsync(
            $"""
             CREATE TEMPORARY TABLE more AS SELECT b.* FROM bookings b, generate_series(1, 450) WHERE b.id = '{booking.Id}';
             UPDATE more SET id = gen_random_uuid(), hold = gen_random_uuid(), reference = left(md5(random()::text), 11);
             INSERT INTO bookings SELECT * FROM more;
             """);

        await host.PublishAsync(new ServiceRestricted(Guid.CreateVersion7(), team.Service, "suspended", Said));

        await Eventually.Async(() => host.Events.Of<BookingsAffected>().Count == 3);
        var parts = host.Events.Of<BookingsAffected>().OrderBy(e => e.Part).ToList();
        Assert.Equal([(1, 3, 200), (2, 3, 200), (3, 3, 51)], parts.Select(p => (p.Part, p.Parts, p.Bookings.Count)));
        Assert.Equal(451, parts.SelectMany(p => p.Bookings).Select(b => b.BookingId).Distinct().Count());
    }

    [Fact]
    public async Task A_service_is_restricted_while_any_restriction_stands()
    {
        var team = await place.Host.OpenTeamAsync();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RestrictAsync(first, team.Service);
        await RestrictAsync(second, team.Service);

        await LiftAsync(first, team.Service, stillRestricted: true);
        await LiftAsync(second, team.Service);
    }

    [Fact]
    public async Task A_lift_that_is_heard_first_still_lifts()
    {
        var team = await place.Host.OpenTeamAsync();
        var restriction = Guid.CreateVersion7();

        await LiftAsync(restriction, team.Service);
        await RestrictAsync(restriction, team.Service, expectRestricted: false);

        using var gp = place.Host.Gp();
        Assert.NotEmpty(await gp.SlotsAsync(team.Service));
    }

    [Fact]
    public async Task A_restriction_that_is_heard_before_the_service_holds_once_it_is_published()
    {
        var team = A.Team([Guid.CreateVersion7()]);
        await RestrictAsync(Guid.CreateVersion7(), team.Services[0]);
        using var gp = place.Host.Gp();
        var unknown = await gp.GetAsync(
            $"/api/scheduling/slots?serviceId={team.Services[0]}", TestContext.Current.CancellationToken);
        Assert.Equal((404, "service.unknown"), await unknown.RefusalAsync());

        await place.Host.OpenTeamAsync(team);

        Assert.Empty(await gp.SlotsAsync(team.Services[0]));
    }

    [Fact]
    public async Task A_booking_that_races_with_a_restriction_is_refused_or_listed_and_never_neither()
    {
        var team = await place.Host.OpenTeamAsync(members: 3);
        using var gp = place.Host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=48");
        var holds = await Task.WhenAll(slots.Select(async slot =>
        {
            var holder = place.Host.Gp();
            return (Holder: holder, Id: await holder.HoldIdAsync(slot.SlotId));
        }));
        var restriction = Guid.CreateVersion7();

        var bookings = holds.Select((hold, i) => Task.Run(async () =>
        {
            if (i == holds.Length / 3)
                await place.Host.PublishAsync(new ServiceRestricted(restriction, team.Service, "noNewBookings", Said));
            return await hold.Holder.BookAsync(A.Booking(hold.Id));
        }));
        var answers = await Task.WhenAll(bookings);

        var affected = await place.Host.Events.NextAsync<BookingsAffected>(e => e.RestrictionId == restriction);
        var booked = await Task.WhenAll(answers.Where(a => (int)a.StatusCode == 201).Select(a => a.BookingAsync()));
        Assert.Equal(booked.Select(b => b.Id).Order(), affected.Bookings.Select(b => b.BookingId).Order());
        foreach (var refused in answers.Where(a => (int)a.StatusCode != 201))
            Assert.Equal((409, "service.restricted"), await refused.RefusalAsync());
    }

    private async Task RestrictAsync(Guid restriction, Guid service, Guid? messageId = null, bool expectRestricted = true)
    {
        await place.Host.PublishAsync(new ServiceRestricted(restriction, service, "suspended", Said), messageId);
        await place.Host.Events.NextAsync<BookingsAffected>(e => e.RestrictionId == restriction);
        Assert.Equal(expectRestricted, await IsRestrictedAsync(service));
    }

    private async Task LiftAsync(Guid restriction, Guid service, bool stillRestricted = false)
    {
        await place.Host.PublishAsync(new RestrictionLifted(restriction, service, Said.AddHours(1)));
        await Eventually.Async(async () =>
        {
            await using var db = place.Host.Db();
            return await db.Restrictions.AnyAsync(r => r.Id == new Scheduling.Restrictions.RestrictionId(restriction) && r.LiftedAt != null);
        });
        Assert.Equal(stillRestricted, await IsRestrictedAsync(service));
    }

    private async Task StatusAsync(Guid service, long version, string status)
    {
        await place.Host.PublishAsync(new ServiceStatusChanged(service, version, status, Said));
        await HeardAsync(s => s.Id == new ServiceId(service) && s.StatusVersion == version);
    }

    private Task FactsAsync(Guid service, long version) =>
        HeardAsync(s => s.Id == new ServiceId(service) && s.FactsVersion == version);

    private Task HeardAsync(System.Linq.Expressions.Expression<Func<CareService, bool>> fact) => Eventually.Async(async () =>
    {
        await using var db = place.Host.Db();
        return await db.CareServices.AnyAsync(fact);
    });

    private async Task<bool> IsRestrictedAsync(Guid service)
    {
        await using var db = place.Host.Db();
        return await db.CareServices.Where(s => s.Id == new ServiceId(service)).Select(s => s.IsRestricted).SingleAsync();
    }

    // A later message of the same queue has been handled and its event heard: so have the ones before it.
    private async Task SettledAsync()
    {
        var marker = Guid.CreateVersion7();
        await RestrictAsync(marker, Guid.CreateVersion7());
    }
}
