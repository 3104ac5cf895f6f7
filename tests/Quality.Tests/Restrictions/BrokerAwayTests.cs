using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.Restrictions;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tests.Restrictions;

/// <summary>An unsafe service is restricted whether or not the broker can be reached: the events wait beside what made them true.</summary>
public sealed class BrokerAwayTests(RealServers servers)
{
    [Fact]
    public async Task While_the_broker_is_away_incidents_and_restrictions_are_taken_and_their_events_wait()
    {
        await using var quality = await ServiceHost<Program, QualityDb>.StartAsync(servers, "quality",
            host => host.UseSetting("ConnectionStrings:rabbitmq", "amqp://guest:guest@127.0.0.1:1/"), hears: false);
        var service = CareServiceId.From(Guid.CreateVersion7());
        await using var db = quality.Db();
        db.CareServices.Add(new() { Id = service });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        var nurse = quality.Client(Roles.ChiefNurse);
        var incident = await QualityHost.LogAsync(nurse);
        var restriction = await QualityHost.PostAsync<RestrictionView>(
            nurse, "/api/quality/restrictions", A.Restriction(service.Value, incident.Id));

        var waiting = await db.Database.SqlQuery<string>(
            $"""select event_name || ' ' || body as "Value" from outbox_messages order by position""")
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, waiting.Count);
        Assert.Contains("incident-logged", waiting[0], StringComparison.Ordinal);
        Assert.Contains(incident.Id.ToString(), waiting[0], StringComparison.Ordinal);
        Assert.Contains("service-restricted", waiting[1], StringComparison.Ordinal);
        Assert.Contains(restriction.Id.ToString(), waiting[1], StringComparison.Ordinal);
    }
}
