using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Tests.Incidents;

[Collection(QualityCollection.Name)]
public sealed class FindIncidentsTests(QualityHost quality)
{
    private static Task<Page<IncidentSummaryView>> FindAsync(HttpClient reader, string query) =>
        QualityHost.GetAsync<Page<IncidentSummaryView>>(reader, $"/api/quality/incidents?{query}");

    [Fact]
    public async Task The_newest_comes_first_a_page_at_a_time()
    {
        var reporter = quality.NewReporter();
        var logged = new List<Guid>();
        for (var i = 0; i < 5; i++) logged.Add((await QualityHost.LogAsync(reporter)).Id);

        var second = await FindAsync(reporter, "page=2&pageSize=2");

        Assert.Equal((5, 2, 2), (second.Total, second.Number, second.PageSize));
        Assert.Equal([logged[2], logged[1]], second.Items.Select(i => i.Id));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_kind_status_and_service()
    {
        var reporter = quality.NewReporter();
        var service = await quality.PublishedServiceAsync("Podiatry");
        var incident = await QualityHost.LogAsync(reporter, A.Incident with { ServiceId = service });
        var risk = await QualityHost.LogAsync(reporter, A.Incident with { EventType = IncidentType.Risk });
        await QualityHost.PostAsync<Quality.Restrictions.RestrictionView>(
            quality.ChiefNurse, "/api/quality/restrictions", A.Restriction(service, incident.Id));

        Assert.Equal(risk.Id, (await FindAsync(reporter, "eventType=risk")).Items.Single().Id);
        Assert.Equal(risk.Id, (await FindAsync(reporter, "status=open")).Items.Single().Id);
        Assert.Equal(incident.Id, (await FindAsync(reporter, "status=actedOn")).Items.Single().Id);
        Assert.Equal("Podiatry", (await FindAsync(reporter, $"serviceId={service}")).Items.Single().ServiceName);
        Assert.Equal(0, (await FindAsync(reporter, $"serviceId={service}&eventType=risk")).Total);
    }

    [Theory]
    [InlineData("from=2025-07-02", 1)]
    [InlineData("to=2025-07-01", 0)]
    [InlineData("from=2025-07-02&to=2025-07-02", 1)]
    [InlineData("from=2025-07-03", 0)]
    public async Task A_day_is_a_day_in_London_in_summer_too(string period, int found)
    {
        var reporter = quality.NewReporter();
        var halfPastMidnightInLondon = new DateTimeOffset(2025, 7, 1, 23, 30, 0, TimeSpan.Zero);
        await QualityHost.LogAsync(reporter, A.Incident with { OccurredAt = halfPastMidnightInLondon });

        Assert.Equal(found, (await FindAsync(reporter, period)).Total);
    }
}
