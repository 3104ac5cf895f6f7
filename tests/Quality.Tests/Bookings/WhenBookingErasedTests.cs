using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Quality.Bookings;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tests.Bookings;

/// <summary>Once Scheduling has erased whose a booking was, Quality does not know it either, in whatever order it hears of it.</summary>
[Collection(QualityCollection.Name)]
public sealed class WhenBookingErasedTests(QualityHost quality)
{
    private readonly Guid booking = Guid.CreateVersion7();
    private readonly string person = Convert.ToHexStringLower([.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()]);

    private BookingConfirmed Confirmed => new(
        booking, 1, "OL-000002", person, Guid.CreateVersion7(), Guid.CreateVersion7(), null,
        A.Now.AddDays(1), A.Now.AddDays(1).AddMinutes(30), "routine", DateOnly.FromDateTime(A.Now.UtcDateTime), A.Now);

    private BookingErased Erased => new(booking, 3, A.Now.AddYears(9));

    [Fact]
    public async Task The_person_is_forgotten_and_the_incident_of_the_booking_stays()
    {
        await quality.HearAsync(Confirmed);
        using var reporter = quality.NewReporter();
        var incident = await QualityHost.LogAsync(reporter, A.Incident with { BookingId = booking });
        Assert.Equal(person, await HeldAsync());

        await quality.HearAsync(Erased);

        Assert.Null(await HeldAsync());
        await QualityHost.GetAsync<IncidentView>(reporter, $"/api/quality/incidents/{incident.Id}");
        Assert.Equal([$"incident.log own {person}", "incident.read own"], await RecordedAsync(incident.Id));
    }

    [Fact]
    public async Task Heard_twice_under_the_same_or_another_id_it_changes_nothing_more()
    {
        var messageId = Guid.CreateVersion7();
        await quality.HearAsync(Confirmed);

        await quality.Service.PublishAsync(Erased, messageId);
        await quality.Service.PublishAsync(Erased, messageId);
        await quality.HearAsync(Erased);

        Assert.Null(await HeldAsync());
    }

    [Fact]
    public async Task A_confirmation_heard_after_it_does_not_bring_the_person_back()
    {
        await quality.HearAsync(Erased);
        await quality.HearAsync(Confirmed);

        Assert.Null(await HeldAsync());

        await quality.HearAsync(Erased);
        await quality.HearAsync(Confirmed);

        Assert.Null(await HeldAsync());
    }

    [Fact]
    public async Task The_bookings_of_others_keep_their_person()
    {
        await quality.HearAsync(Confirmed);

        await quality.HearAsync(Erased with { BookingId = Guid.CreateVersion7() });

        Assert.Equal(person, await HeldAsync());
    }

    /// <summary>The pseudonym that is held of the booking; the row itself must be there, for it is what remembers.</summary>
    private async Task<string?> HeldAsync()
    {
        await using var db = quality.Service.Db();
        var id = BookingId.From(booking);
        return (await db.BookedPeople.AsNoTracking().SingleAsync(p => p.BookingId == id, TestContext.Current.CancellationToken)).PersonKey;
    }

    private async Task<IReadOnlyList<string>> RecordedAsync(Guid incident)
    {
        await using var db = quality.Service.Db();
        return await db.Database.SqlQuery<string>(
            $"""
             select concat_ws(' ', action, basis, person_key) as "Value" from access_records
             where record_type = 'incident' and record_id = {incident.ToString()} order by id
             """).ToListAsync(TestContext.Current.CancellationToken);
    }
}
