using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Tests.Restrictions;

[Collection(QualityCollection.Name)]
public sealed class LiftRestrictionTests(QualityHost quality)
{
    private const string Restrictions = "/api/quality/restrictions";

    private Task<HttpResponseMessage> LiftAsync(Guid id) => quality.ChiefNurse.PostAsJsonAsync(
        $"{Restrictions}/{id}/lift", new LiftRestrictionRequest("New protocol; staff retrained."), QualityHost.Json,
        TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_lifted_restriction_is_heard_of_and_its_story_is_kept()
    {
        var restriction = await quality.RestrictedServiceAsync();

        var lifted = await QualityHost.ReadAsync<RestrictionView>(await LiftAsync(restriction.Id));

        Assert.Equal(RestrictionStatus.Lifted, lifted.Status);
        Assert.NotNull(lifted.LiftedAt);
        var heard = await quality.Service.Events.NextAsync<RestrictionLifted>(e => e.RestrictionId == restriction.Id);
        Assert.Equal(restriction.ServiceId, heard.ServiceId);
        var read = await QualityHost.GetAsync<RestrictionView>(
            quality.ChiefNurse, $"{Restrictions}/{restriction.Id}");
        Assert.Equal("New protocol; staff retrained.", read.LiftReason);
        var timeline = await QualityHost.GetAsync<Feed<TimelineEntryView>>(
            quality.ChiefNurse, $"/api/quality/incidents/{restriction.IncidentId}/timeline");
        Assert.Equal(
            [(1, TimelineKind.Logged, "team-clinician"), (2, TimelineKind.ServiceRestricted, "chief-nurse"),
                (3, TimelineKind.RestrictionLifted, "chief-nurse")],
            timeline.Items.Select(e => (e.Number, e.Kind, e.ByRole ?? "")));
        Assert.Null(timeline.Next);
    }

    [Fact]
    public async Task Of_two_lifts_at_once_one_lifts_and_one_learns_that_it_is_lifted()
    {
        for (var round = 0; round < 5; round++)
        {
            var restriction = await quality.RestrictedServiceAsync();

            var responses = await Task.WhenAll(LiftAsync(restriction.Id), LiftAsync(restriction.Id));

            Assert.Single(responses, r => r.StatusCode == HttpStatusCode.OK);
            var refused = responses.Single(r => r.StatusCode != HttpStatusCode.OK);
            Assert.Equal((409, "restriction.already-lifted"), await QualityHost.RefusalAsync(refused));
            await quality.OutboxEmptyAsync();
            Assert.Single(quality.Service.Events.Of<RestrictionLifted>(), e => e.RestrictionId == restriction.Id);
        }
    }

    [Fact]
    public async Task What_was_never_restricted_cannot_be_lifted()
    {
        using var response = await LiftAsync(Guid.CreateVersion7());

        Assert.Equal((404, "restriction.unknown"), await QualityHost.RefusalAsync(response));
    }

    [Fact]
    public async Task A_service_can_be_restricted_again_because_of_the_same_incident()
    {
        var first = await quality.RestrictedServiceAsync();
        await QualityHost.ReadAsync<RestrictionView>(await LiftAsync(first.Id));

        var second = await QualityHost.PostAsync<RestrictionView>(
            quality.ChiefNurse, Restrictions, A.Restriction(first.ServiceId, first.IncidentId));
        var lifted = await QualityHost.GetAsync<Page<RestrictionView>>(
            quality.ChiefNurse, $"{Restrictions}?status=lifted&serviceId={first.ServiceId}");
        var standing = await QualityHost.GetAsync<Page<RestrictionView>>(
            quality.ChiefNurse, $"{Restrictions}?status=standing&serviceId={first.ServiceId}");

        Assert.Equal(first.Id, lifted.Items.Single().Id);
        Assert.Equal(second.Id, standing.Items.Single().Id);
    }
}
