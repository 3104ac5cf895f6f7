using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Tests.Restrictions;

[Collection(QualityCollection.Name)]
public sealed class RestrictServiceTests(QualityHost quality)
{
    private const string Restrictions = "/api/quality/restrictions";

    private Task<HttpResponseMessage> RestrictAsync(RestrictServiceRequest request) => quality.ChiefNurse.PostAsJsonAsync(
        Restrictions, request, QualityHost.Json, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_restricted_service_is_heard_of_everywhere_and_the_incident_is_acted_on()
    {
        var incident = await QualityHost.LogAsync(quality.NewReporter());
        var service = await quality.PublishedServiceAsync("Warfarin clinic");

        using var response = await RestrictAsync(A.Restriction(service, incident.Id) with { Level = RestrictionLevel.Suspended });
        var restriction = await QualityHost.ReadAsync<RestrictionView>(response);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"{Restrictions}/{restriction.Id}", response.Headers.Location?.ToString());
        Assert.Equal(
            (service, "Warfarin clinic", incident.Id, RestrictionLevel.Suspended, RestrictionStatus.Standing),
            (restriction.ServiceId, restriction.ServiceName, restriction.IncidentId, restriction.Level, restriction.Status));
        var heard = await quality.Service.Events.NextAsync<ServiceRestricted>(e => e.RestrictionId == restriction.Id);
        Assert.Equal((service, "suspended"), (heard.ServiceId, heard.Level));

        var read = await QualityHost.GetAsync<IncidentView>(quality.ChiefNurse, $"/api/quality/incidents/{incident.Id}");
        Assert.Equal((IncidentStatus.ActedOn, restriction.Id), (read.Status, read.Restrictions.Single().Id));
        Assert.False(read.AffectedBookingsComplete);
    }

    [Fact]
    public async Task A_restriction_needs_an_incident_and_a_service_that_are_known()
    {
        var incident = await QualityHost.LogAsync(quality.NewReporter());
        var service = await quality.PublishedServiceAsync();

        using var withoutIncident = await RestrictAsync(A.Restriction(service, Guid.CreateVersion7()));
        using var withoutService = await RestrictAsync(A.Restriction(Guid.CreateVersion7(), incident.Id));

        Assert.Equal((422, "restriction.incident-unknown"), await QualityHost.RefusalAsync(withoutIncident));
        Assert.Equal((422, "restriction.service-unknown"), await QualityHost.RefusalAsync(withoutService));
    }

    [Fact]
    public async Task Of_fifty_identical_restrictions_at_once_one_stands()
    {
        var incident = await QualityHost.LogAsync(quality.NewReporter());
        var service = await quality.PublishedServiceAsync();

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => RestrictAsync(A.Restriction(service, incident.Id))));

        Assert.Single(responses, r => r.StatusCode == HttpStatusCode.Created);
        foreach (var refused in responses.Where(r => r.StatusCode != HttpStatusCode.Created))
            Assert.Equal((409, "restriction.already-stands"), await QualityHost.RefusalAsync(refused));
        var found = await QualityHost.GetAsync<Page<RestrictionView>>(
            quality.ChiefNurse, $"{Restrictions}?serviceId={service}");
        Assert.Equal(1, found.Total);
        await quality.OutboxEmptyAsync();
        Assert.Single(quality.Service.Events.Of<ServiceRestricted>(), e => e.ServiceId == service);
    }

    [Fact]
    public async Task Another_incident_restricts_the_same_service_too()
    {
        var first = await quality.RestrictedServiceAsync();
        var incident = await QualityHost.LogAsync(quality.NewReporter());

        using var second = await RestrictAsync(A.Restriction(first.ServiceId, incident.Id));

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task The_same_key_and_body_again_restricts_once()
    {
        var incident = await QualityHost.LogAsync(quality.NewReporter());
        var request = A.Restriction(await quality.PublishedServiceAsync(), incident.Id);
        var nurse = quality.ChiefNurse;
        nurse.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await QualityHost.PostAsync<RestrictionView>(nurse, Restrictions, request);
        var again = await QualityHost.PostAsync<RestrictionView>(nurse, Restrictions, request);

        Assert.Equal(first.Id, again.Id);
    }

    [Fact]
    public async Task The_reason_is_read_one_at_a_time_accounted_for_and_never_in_a_list()
    {
        var restriction = await quality.RestrictedServiceAsync();

        using var list = await quality.Service.Client(Roles.Operator).GetAsync(
            new Uri($"{Restrictions}?status=standing&pageSize=200", UriKind.Relative),
            TestContext.Current.CancellationToken);
        var listed = await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var read = await QualityHost.GetAsync<RestrictionView>(
            quality.Service.Client(Roles.Dass, "E08000004"), $"{Restrictions}/{restriction.Id}");

        Assert.Contains(restriction.Id.ToString(), listed, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong doses", listed, StringComparison.Ordinal);
        Assert.Equal(("Two wrong doses by one clinic in a week.", null), (read.Reason, read.LiftReason));
        Assert.Equal(
            ["persona:chief-nurse chief-nurse 00Y notStated restriction.make",
                "persona:dass dass E08000004 notStated restriction.read"],
            await quality.AccessesAsync("restriction", restriction.Id));
        var incident = await QualityHost.GetAsync<IncidentView>(
            quality.ChiefNurse, $"/api/quality/incidents/{restriction.IncidentId}");
        Assert.Equal(restriction.Id, incident.Restrictions.Single().Id);
    }

    [Fact]
    public async Task The_list_shows_what_the_directory_made_of_a_restriction()
    {
        var restriction = await quality.RestrictedServiceAsync();

        await quality.Service.PublishAsync(
            new Contracts.Directory.ServiceStatusChanged(restriction.ServiceId, 2, "restricted", A.Now));

        await Testing.Eventually.Async(async () =>
        {
            var found = await QualityHost.GetAsync<Page<RestrictionView>>(
                quality.ChiefNurse, $"{Restrictions}?serviceId={restriction.ServiceId}");
            return found.Items.Single().ServiceStatus == "restricted";
        });
    }
}
