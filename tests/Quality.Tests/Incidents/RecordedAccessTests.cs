using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tests.Incidents;

/// <summary>What each use case leaves in the audit, and that an incident of a booking counts as the record of the person booked.</summary>
[Collection(QualityCollection.Name)]
public sealed class RecordedAccessTests(QualityHost quality)
{
    [Fact]
    public async Task Each_reading_of_an_incident_is_recorded_with_the_person_whose_booking_it_is_about()
    {
        var booking = Guid.CreateVersion7();
        var person = new string('a', 64);
        var confirmed = new BookingConfirmed(
            booking, 1, "OL-000001", person, Guid.CreateVersion7(), Guid.CreateVersion7(), null,
            A.Now.AddDays(1), A.Now.AddDays(1).AddMinutes(30), "routine", DateOnly.FromDateTime(A.Now.UtcDateTime), A.Now);
        await quality.HearAsync(confirmed);
        await quality.HearAsync(confirmed);
        using var reporter = quality.NewReporter();
        var incident = await QualityHost.LogAsync(reporter, A.Incident with { BookingId = booking });
        var address = $"/api/quality/incidents/{incident.Id}";

        await QualityHost.GetAsync<IncidentView>(reporter, address);
        await QualityHost.GetAsync<Page<IncidentSummaryView>>(reporter, "/api/quality/incidents");
        await QualityHost.GetAsync<Feed<TimelineEntryView>>(quality.ChiefNurse, $"{address}/timeline");
        await QualityHost.GetAsync<Page<AffectedBookingView>>(quality.ChiefNurse, $"{address}/affected-bookings");

        await using var db = quality.Service.Db();
        var recorded = await db.Database.SqlQuery<string>(
            $"""
             select concat_ws(' ', action, basis, person_key) as "Value" from access_records
             where record_type = 'incident' and record_id = {incident.Id.ToString()} order by id
             """).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                $"incident.log own {person}", $"incident.read own {person}", $"incident.search own {person}",
                $"incident.timeline-read {person}", $"incident.affected-read {person}",
            ], recorded);
    }
}
