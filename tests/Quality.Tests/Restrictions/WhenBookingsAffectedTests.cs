using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;
using Affected = IntegratedCare.Contracts.Scheduling.AffectedBooking;

namespace IntegratedCare.Quality.Tests.Restrictions;

/// <summary>What an incident shows of the bookings that its restrictions touch, whatever the order in which the events are heard.</summary>
[Collection(QualityCollection.Name)]
public sealed class WhenBookingsAffectedTests(QualityHost quality)
{
    private static readonly DateTimeOffset Soon = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Team = Guid.CreateVersion7();

    private static Affected Booked(int day = 0) =>
        new(Guid.CreateVersion7(), $"OL-{Random.Shared.Next(1_000_000):D6}", Team, Soon.AddDays(day));

    private static BookingsAffected Found(RestrictionView restriction, int part, int parts, params Affected[] bookings) =>
        new(restriction.Id, restriction.ServiceId, part, parts, bookings, restriction.RestrictedAt.AddSeconds(1));

    private Task<IncidentView> IncidentAsync(RestrictionView restriction) => QualityHost.GetAsync<IncidentView>(
        quality.ChiefNurse, $"/api/quality/incidents/{restriction.IncidentId}");

    [Fact]
    public async Task The_second_part_before_the_first_is_kept_and_the_list_is_complete_with_both()
    {
        var restriction = await quality.RestrictedServiceAsync();
        var (late, early) = (Booked(day: 5), Booked(day: 1));

        await quality.HearAsync(Found(restriction, part: 2, parts: 2, late));
        var half = await IncidentAsync(restriction);
        await quality.HearAsync(Found(restriction, part: 1, parts: 2, early));
        var whole = await IncidentAsync(restriction);

        Assert.Equal((1, false), (half.AffectedBookingsTotal, half.AffectedBookingsComplete));
        Assert.True(whole.AffectedBookingsComplete);
        Assert.Equal(2, whole.AffectedBookingsAwaiting);
        Assert.Equal(
            [(early.BookingId, early.Reference, Team, early.StartsAt), (late.BookingId, late.Reference, Team, late.StartsAt)],
            whole.AffectedBookings!.Select(b => (b.BookingId, b.Reference, b.TeamId, b.Start)));
        Assert.All(whole.AffectedBookings!, b => Assert.Equal(AffectedBookingState.Awaiting, b.State));
    }

    [Fact]
    public async Task A_part_heard_again_under_the_same_or_another_id_changes_nothing()
    {
        var restriction = await quality.RestrictedServiceAsync();
        var part = Found(restriction, part: 1, parts: 1, Booked(), Booked());
        var messageId = Guid.CreateVersion7();

        await quality.Service.PublishAsync(part, messageId);
        await quality.Service.PublishAsync(part, messageId);
        await quality.HearAsync(part);

        var incident = await IncidentAsync(restriction);
        Assert.Equal(2, incident.AffectedBookingsTotal);
        var timeline = await QualityHost.GetAsync<Feed<TimelineEntryView>>(
            quality.ChiefNurse, $"/api/quality/incidents/{restriction.IncidentId}/timeline");
        Assert.Equal(2, timeline.Items.Single(e => e.Kind == TimelineKind.AffectedBookingsFound).BookingCount);
    }

    [Fact]
    public async Task Where_nobody_is_booked_the_answer_says_that_somebody_looked()
    {
        var restriction = await quality.RestrictedServiceAsync();
        Assert.False((await IncidentAsync(restriction)).AffectedBookingsComplete);

        await quality.HearAsync(Found(restriction, part: 1, parts: 1));

        var incident = await IncidentAsync(restriction);
        Assert.True(incident.AffectedBookingsComplete);
        Assert.Empty(incident.AffectedBookings!);
    }

    [Fact]
    public async Task Once_a_restriction_is_lifted_no_answer_is_waited_for()
    {
        var restriction = await quality.RestrictedServiceAsync();

        await QualityHost.PostAsync<RestrictionView>(
            quality.ChiefNurse, $"/api/quality/restrictions/{restriction.Id}/lift", new LiftRestrictionRequest("Safe."));

        Assert.True((await IncidentAsync(restriction)).AffectedBookingsComplete);
    }

    [Fact]
    public async Task A_cancellation_heard_before_the_list_is_not_forgotten()
    {
        var restriction = await quality.RestrictedServiceAsync();
        var booking = Booked();

        await quality.HearAsync(Cancelled(booking, restriction.ServiceId, sequence: 2));
        await quality.HearAsync(Found(restriction, part: 1, parts: 1, booking));

        var incident = await IncidentAsync(restriction);
        Assert.Equal(AffectedBookingState.Cancelled, incident.AffectedBookings!.Single().State);
        Assert.Equal((1, 0), (incident.AffectedBookingsTotal, incident.AffectedBookingsAwaiting));
    }

    [Fact]
    public async Task A_booking_that_moved_within_the_service_is_still_awaited_at_its_new_time()
    {
        var restriction = await quality.RestrictedServiceAsync();
        var booking = Booked();
        await quality.HearAsync(Found(restriction, part: 1, parts: 1, booking));

        await quality.HearAsync(Moved(booking, restriction.ServiceId, Soon.AddDays(30), sequence: 2));

        var incident = await IncidentAsync(restriction);
        var moved = incident.AffectedBookings!.Single();
        Assert.Equal((AffectedBookingState.Awaiting, Soon.AddDays(30)), (moved.State, moved.Start));
        Assert.Equal(1, incident.AffectedBookingsAwaiting);
    }

    [Fact]
    public async Task A_booking_that_moved_to_another_service_needs_nobody_any_more()
    {
        var restriction = await quality.RestrictedServiceAsync();
        var booking = Booked();
        await quality.HearAsync(Found(restriction, part: 1, parts: 1, booking));

        await quality.HearAsync(Moved(booking, Guid.CreateVersion7(), Soon.AddDays(30), sequence: 2));

        var incident = await IncidentAsync(restriction);
        Assert.Equal((AffectedBookingState.MovedAway, 0),
            (incident.AffectedBookings!.Single().State, incident.AffectedBookingsAwaiting));
    }

    [Fact]
    public async Task Care_given_or_missed_in_spite_of_the_restriction_is_shown_as_such()
    {
        var restriction = await quality.RestrictedServiceAsync();
        var (given, missed) = (Booked(day: 1), Booked(day: 2));
        await quality.HearAsync(Found(restriction, part: 1, parts: 1, given, missed));

        await quality.HearAsync(new CareDelivered(
            given.BookingId, 2, given.Reference, "key", restriction.ServiceId, Team, null, given.StartsAt,
            given.StartsAt.AddMinutes(30), TimeProvider.System.GetUtcNow()));
        await quality.HearAsync(new PersonDidNotAttend(
            missed.BookingId, 2, missed.Reference, "key", restriction.ServiceId, Team, null, missed.StartsAt,
            missed.StartsAt.AddMinutes(30), TimeProvider.System.GetUtcNow()));

        var incident = await IncidentAsync(restriction);
        Assert.Equal([AffectedBookingState.Delivered, AffectedBookingState.DidNotAttend],
            incident.AffectedBookings!.Select(b => b.State));
    }

    [Fact]
    public async Task A_move_that_is_heard_after_the_cancellation_does_not_bring_the_booking_back()
    {
        var restriction = await quality.RestrictedServiceAsync();
        var booking = Booked();
        await quality.HearAsync(Found(restriction, part: 1, parts: 1, booking));
        await quality.HearAsync(Cancelled(booking, restriction.ServiceId, sequence: 3));

        await quality.HearAsync(Moved(booking, restriction.ServiceId, Soon.AddDays(30), sequence: 2));

        var incident = await IncidentAsync(restriction);
        Assert.Equal(AffectedBookingState.Cancelled, incident.AffectedBookings!.Single().State);
    }

    [Fact]
    public async Task When_the_restriction_is_lifted_the_bookings_that_stand_are_released()
    {
        var restriction = await quality.RestrictedServiceAsync();
        await quality.HearAsync(Found(restriction, part: 1, parts: 1, Booked()));

        await QualityHost.PostAsync<RestrictionView>(
            quality.ChiefNurse, $"/api/quality/restrictions/{restriction.Id}/lift", new LiftRestrictionRequest("Safe."));

        var incident = await IncidentAsync(restriction);
        Assert.Equal((AffectedBookingState.Released, 0),
            (incident.AffectedBookings!.Single().State, incident.AffectedBookingsAwaiting));
    }

    [Fact]
    public async Task A_long_list_in_many_parts_at_once_is_whole_paged_and_its_timeline_has_no_gap()
    {
        var restriction = await quality.RestrictedServiceAsync();
        const int parts = 30;
        var all = Enumerable.Range(0, parts * 10).Select(day => Booked(day)).ToArray();

        await Task.WhenAll(all.Chunk(10).Select(
            (bookings, index) => quality.HearAsync(Found(restriction, index + 1, parts, bookings))));

        var incident = await IncidentAsync(restriction);
        Assert.True(incident.AffectedBookingsComplete);
        Assert.Equal((300, 200), (incident.AffectedBookingsTotal, incident.AffectedBookings!.Count));
        var path = $"/api/quality/incidents/{restriction.IncidentId}";
        var last = await QualityHost.GetAsync<Page<AffectedBookingView>>(
            quality.ChiefNurse, $"{path}/affected-bookings?page=3&pageSize=120");
        Assert.Equal(
            all.OrderBy(b => b.StartsAt).Skip(240).Select(b => b.BookingId), last.Items.Select(b => b.BookingId));

        var numbers = new List<int>();
        for (string? next = "0"; next is not null;)
        {
            var feed = await QualityHost.GetAsync<Feed<TimelineEntryView>>(
                quality.ChiefNurse, $"{path}/timeline?after={next}&limit=7");
            numbers.AddRange(feed.Items.Select(e => e.Number));
            next = feed.Next;
        }

        Assert.Equal(Enumerable.Range(1, parts + 2), numbers);
    }

    private static BookingCancelled Cancelled(Affected booking, Guid service, int sequence) => new(
        booking.BookingId, sequence, booking.Reference, "key", service, Team, null, booking.StartsAt,
        booking.StartsAt.AddMinutes(30), TimeProvider.System.GetUtcNow().AddMinutes(1));

    private static BookingRescheduled Moved(Affected booking, Guid service, DateTimeOffset to, int sequence) => new(
        booking.BookingId, sequence, booking.Reference, "key", service, Team, null, to, to.AddMinutes(30),
        booking.StartsAt, TimeProvider.System.GetUtcNow().AddMinutes(1));
}
