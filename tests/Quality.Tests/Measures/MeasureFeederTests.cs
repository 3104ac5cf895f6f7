using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Restrictions;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tests.Measures;

[Collection(QualityCollection.Name)]
public sealed class MeasureFeederTests(QualityHost quality)
{
    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly DateOnly April = new(2026, 4, 1);

    private readonly Guid service = Guid.CreateVersion7();
    private readonly Guid site = Guid.CreateVersion7();
    private readonly string neighbourhood = $"n-{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DateTimeOffset At(int month, int day, int hour = 9) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);

    private BookingConfirmed Confirmed(Guid id, DateTimeOffset start, DateOnly consulted, string? person = null, int sequence = 1) => new(
        id, sequence, "REF", person ?? $"{id:N}{id:N}", service, Guid.NewGuid(), site, start, start.AddMinutes(30), "soon", consulted, start.AddDays(-1));

    private CareDelivered Delivered(Guid id, DateTimeOffset start, int sequence = 2) => new(
        id, sequence, "REF", "", service, Guid.NewGuid(), site, start, start.AddMinutes(30), start.AddHours(1));

    private PersonDidNotAttend Missed(Guid id, DateTimeOffset start, int sequence = 2) => new(
        id, sequence, "REF", "", service, Guid.NewGuid(), site, start, start.AddMinutes(30), start.AddHours(1));

    private BookingCancelled Cancellation(Guid id, DateTimeOffset start, int sequence = 2) => new(
        id, sequence, "REF", "", service, Guid.NewGuid(), site, start, start.AddMinutes(30), start.AddHours(-1));

    private BookingRescheduled Moved(Guid id, DateTimeOffset start, DateTimeOffset before, int sequence = 2) => new(
        id, sequence, "REF", "", service, Guid.NewGuid(), site, start, start.AddMinutes(30), before, before.AddHours(-1));

    private async Task<(double? Value, long? Part, long? Whole)> FigureAsync(
        string measure, DateOnly period, MeasureScope scope = MeasureScope.Service, string? key = null)
    {
        await quality.FeedAsync();
        await using var db = quality.Service.Db();
        var meant = key ?? (scope == MeasureScope.Service ? service.ToString() : scope == MeasureScope.Neighbourhood ? neighbourhood : "");
        var found = await db.AutomaticValues.AsNoTracking()
            .Where(v => v.MeasureCode == measure && v.Scope == scope && v.ScopeKey == meant && v.Period == period).SingleOrDefaultAsync(Cancelled);
        return found is null ? (null, null, null) : (found.Value, found.Numerator, found.Denominator);
    }

    [Fact]
    public async Task The_wait_is_the_median_of_first_contacts_whatever_the_order_and_repetition_of_events()
    {
        await quality.HearAsync(new SitePublished(site, 1, "Clinic", neighbourhood, At(1, 1)));
        var measure = await quality.NewMeasureAsync(feed: MeasureFeed.WaitToFirstContact);
        var (a, b, c) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var person = Guid.NewGuid().ToString("N");

        // The outcome is heard before the booking, and twice.
        await quality.HearAsync(Delivered(a, At(3, 20)));
        await quality.HearAsync(Confirmed(a, At(3, 20), new(2026, 3, 2), person));
        await quality.HearAsync(Delivered(a, At(3, 20)));
        await quality.HearAsync(Confirmed(b, At(3, 10), new(2026, 3, 6)));
        await quality.HearAsync(Delivered(b, At(3, 10)));
        Assert.Equal((11, null, 2), await FigureAsync(measure, March));
        Assert.Equal((11, null, 2), await FigureAsync(measure, March, MeasureScope.Neighbourhood));

        // An earlier contact of the same consultation is heard late: it is the first, and the one in March was none.
        await quality.HearAsync(Confirmed(c, At(2, 28), new(2026, 3, 2), person));
        await quality.HearAsync(Delivered(c, At(2, 28)));
        Assert.Equal((4, null, 1), await FigureAsync(measure, March));
        Assert.Equal((0, null, 1), await FigureAsync(measure, new(2026, 2, 1)));

        // That the people are erased changes no figure.
        await quality.HearAsync(new BookingErased(c, 9, At(5, 1)));
        await quality.HearAsync(new BookingErased(a, 9, At(5, 1)));
        Assert.Equal((4, null, 1), await FigureAsync(measure, March));
        Assert.Equal((0, null, 1), await FigureAsync(measure, new(2026, 2, 1)));
    }

    [Fact]
    public async Task Rates_follow_a_booking_that_is_moved_into_another_month_and_its_late_outcome()
    {
        var missed = await quality.NewMeasureAsync(feed: MeasureFeed.DidNotAttendRate, unit: MeasureUnit.Percent);
        var cancelled = await quality.NewMeasureAsync(feed: MeasureFeed.CancellationRate, unit: MeasureUnit.Percent);
        var ids = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids) await quality.HearAsync(Confirmed(id, At(3, 9), new(2026, 3, 1)));
        await quality.HearAsync(Delivered(ids[0], At(3, 9)));
        await quality.HearAsync(Missed(ids[1], At(3, 9)));
        await quality.HearAsync(Cancellation(ids[2], At(3, 9)));
        Assert.Equal((50, 1, 2), await FigureAsync(missed, March));
        Assert.Equal((25, 1, 4), await FigureAsync(cancelled, March));

        await quality.HearAsync(Moved(ids[3], At(4, 20), At(3, 9)));
        Assert.Equal((100.0 / 3, 1, 3), await FigureAsync(cancelled, March));
        Assert.Equal((0, 0, 1), await FigureAsync(cancelled, April));
        await quality.HearAsync(Missed(ids[3], At(4, 20), sequence: 3));
        Assert.Equal((100, 1, 1), await FigureAsync(missed, April));

        // An event heard after a newer one says nothing any more.
        await quality.HearAsync(Cancellation(ids[3], At(4, 20), sequence: 2));
        Assert.Equal((100, 1, 1), await FigureAsync(missed, April));
        Assert.Equal((0, 0, 1), await FigureAsync(cancelled, April));
    }

    [Fact]
    public async Task A_booking_is_of_the_month_that_London_had_and_of_the_neighbourhood_in_which_its_site_lies_now()
    {
        var measure = await quality.NewMeasureAsync(feed: MeasureFeed.CancellationRate, unit: MeasureUnit.Percent);
        await quality.HearAsync(new SitePublished(site, 1, "Clinic", neighbourhood, At(1, 1)));

        // Half past eleven at night in UTC on 31 March is half past twelve on 1 April in London.
        await quality.HearAsync(Confirmed(Guid.CreateVersion7(), new(2026, 3, 31, 23, 30, 0, TimeSpan.Zero), new(2026, 3, 1)));
        Assert.Equal(default, await FigureAsync(measure, March));
        Assert.Equal((0, 0, 1), await FigureAsync(measure, April, MeasureScope.Neighbourhood));

        var other = $"{neighbourhood}-2";
        await quality.HearAsync(new SitePublished(site, 2, "Clinic", other, At(4, 1)));
        Assert.Equal(default, await FigureAsync(measure, April, MeasureScope.Neighbourhood));
        Assert.Equal((0, 0, 1), await FigureAsync(measure, April, MeasureScope.Neighbourhood, other));
    }

    [Fact]
    public async Task A_booking_counts_for_the_neighbourhood_that_its_team_serves_in_whatever_order_it_is_heard()
    {
        var measure = await quality.NewMeasureAsync(feed: MeasureFeed.CancellationRate, unit: MeasureUnit.Percent);
        await quality.HearAsync(new SitePublished(site, 1, "Clinic", $"{neighbourhood}-site", At(1, 1)));
        var (id, moved) = (Guid.CreateVersion7(), $"{neighbourhood}-2");

        // The outcome comes first and says no neighbourhood, then the move, then the confirmation.
        await quality.HearAsync(Delivered(id, At(3, 20), sequence: 3));
        await quality.HearAsync(Moved(id, At(3, 20), At(3, 9)) with { NeighbourhoodCode = moved });
        await quality.HearAsync(Confirmed(id, At(3, 9), new(2026, 3, 1)) with { NeighbourhoodCode = neighbourhood });

        Assert.Equal((0, 0, 1), await FigureAsync(measure, March, MeasureScope.Neighbourhood, moved));
        Assert.Equal((null, null, null), await FigureAsync(measure, March, MeasureScope.Neighbourhood));
        Assert.Equal((null, null, null), await FigureAsync(measure, March, MeasureScope.Neighbourhood, $"{neighbourhood}-site"));
    }

    [Fact]
    public async Task A_new_measure_is_worked_out_from_what_was_heard_before_it()
    {
        await quality.HearAsync(Confirmed(Guid.CreateVersion7(), At(3, 9), new(2026, 3, 1)));
        var measure = await quality.NewMeasureAsync(feed: MeasureFeed.CancellationRate, unit: MeasureUnit.Percent);

        Assert.Equal((0, 0, 1), await FigureAsync(measure, March));
        Assert.NotNull((await FigureAsync(measure, March, MeasureScope.Place)).Value);
    }

    [Fact]
    public async Task A_service_is_restricted_on_each_day_once_however_many_restrictions_stand()
    {
        var measure = await quality.NewMeasureAsync(feed: MeasureFeed.RestrictedDays);
        var first = await quality.RestrictedServiceAsync();
        var incident = await QualityHost.LogAsync(quality.NewReporter());
        await QualityHost.PostAsync<RestrictionView>(quality.ChiefNurse, "/api/quality/restrictions", A.Restriction(first.ServiceId, incident.Id));
        await using var db = quality.Service.Db();
        var today = LondonTime.DateOf(TimeProvider.System.GetUtcNow());
        var month = MeasurePeriod.Month.StartOf(today);

        Assert.Equal(1, (await FigureAsync(measure, month, key: first.ServiceId.ToString())).Value);

        // As if it stood since three days before this month; the last two days of it and all of this month are restricted.
        var since = LondonTime.StartOf(month.AddDays(-2));
        await db.Database.ExecuteSqlAsync($"update restrictions set restricted_at = {since}, lifted_at = lifted_at where id = {first.Id}", Cancelled);

        Assert.Equal(2, (await FigureAsync(measure, month.AddMonths(-1), key: first.ServiceId.ToString())).Value);
        Assert.True((await FigureAsync(measure, month.AddMonths(-1), MeasureScope.Place)).Value >= 2);
    }

    [Fact]
    public async Task Marks_are_taken_once_by_whichever_replica_comes_first_and_nothing_is_left()
    {
        var measure = await quality.NewMeasureAsync(feed: MeasureFeed.CancellationRate, unit: MeasureUnit.Percent);
        for (var i = 0; i < 20; i++) await quality.HearAsync(Confirmed(Guid.CreateVersion7(), At(3, 9), new(2026, 3, 1)));

        await Task.WhenAll(quality.FeedAsync(), quality.FeedAsync(), quality.FeedAsync());

        Assert.Equal((0, 0, 20), await FigureAsync(measure, March));
        await using var db = quality.Service.Db();
        Assert.False(await db.MeasureMarks.AnyAsync(m => m.MeasureCode == measure, Cancelled));
    }
}
