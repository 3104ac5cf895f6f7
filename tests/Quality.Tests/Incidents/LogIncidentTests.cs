using System.Net;
using System.Net.Http.Json;
using System.Text;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Quality.Tests.Incidents;

[Collection(QualityCollection.Name)]
public sealed class LogIncidentTests(QualityHost quality)
{
    private const string Incidents = "/api/quality/incidents";

    [Fact]
    public async Task Whoever_is_signed_in_can_log_an_incident()
    {
        foreach (var role in Policies.IncidentLog.Roles)
        {
            using var response = await quality.NewReporter(role).PostAsJsonAsync(
                Incidents, A.Incident, QualityHost.Json, TestContext.Current.CancellationToken);
            var logged = await QualityHost.ReadAsync<LoggedIncidentView>(response);

            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            Assert.Equal($"{Incidents}/{logged.Id}", response.Headers.Location?.ToString());
            Assert.Matches(@"^QI-\d{4}-\d{6}$", logged.Reference);
        }
    }

    [Fact]
    public async Task Nobody_logs_without_signing_in()
    {
        using var response = await quality.Service.Anonymous().PostAsJsonAsync(
            Incidents, A.Incident, QualityHost.Json, TestContext.Current.CancellationToken);

        Assert.Equal((401, "request.unauthenticated"), await QualityHost.RefusalAsync(response));
    }

    [Fact]
    public async Task What_the_reporter_told_is_what_the_chief_nurse_reads()
    {
        var service = await quality.PublishedServiceAsync("Warfarin clinic");
        var booking = Guid.CreateVersion7();
        var told = A.Incident with { ServiceId = service, BookingId = booking, Safeguarding = true };

        var logged = await QualityHost.LogAsync(quality.NewReporter(), told);
        var read = await QualityHost.GetAsync<IncidentView>(quality.ChiefNurse, $"{Incidents}/{logged.Id}");

        Assert.Equal(logged.Reference, read.Reference);
        Assert.Equal(told.Description, read.Description);
        Assert.Equal((told.EventType, told.OccurredAt), (read.EventType, read.OccurredAt));
        Assert.Equal((told.PhysicalHarm, told.PsychologicalHarm), (read.PhysicalHarm, read.PsychologicalHarm));
        Assert.Equal((service, "Warfarin clinic", true), (read.ServiceId, read.ServiceName, read.ServiceVerified));
        Assert.Equal((booking, true, IncidentStatus.Open), (read.BookingId, read.Safeguarding, read.Status));
        Assert.Equal(new ReporterView(Roles.TeamClinician, "RT2", You: false), read.Reporter);
    }

    [Fact]
    public async Task A_service_that_quality_has_not_heard_of_is_taken_as_told_and_verified_once_its_event_comes()
    {
        var service = A.Service("New hub");
        var reporter = quality.NewReporter();
        var logged = await QualityHost.LogAsync(reporter, A.Incident with { ServiceId = service.ServiceId });
        var path = $"{Incidents}/{logged.Id}";
        var before = await QualityHost.GetAsync<IncidentView>(reporter, path);

        await quality.Service.PublishAsync(service);

        Assert.Equal((false, null), (before.ServiceVerified, before.ServiceName));
        await Testing.Eventually.Async(async () =>
            await QualityHost.GetAsync<IncidentView>(reporter, path) is { ServiceVerified: true, ServiceName: "New hub" });
    }

    [Fact]
    public async Task The_world_hears_of_the_incident_but_not_of_safeguarding_the_reporter_or_the_text()
    {
        var logged = await QualityHost.LogAsync(quality.NewReporter(), A.Incident with { Safeguarding = true });

        var heard = await quality.Service.Events.NextAsync<IncidentLogged>(e => e.IncidentId == logged.Id);
        var text = quality.Service.Events.All.Single(e => e.Text.Contains(logged.Id.ToString(), StringComparison.Ordinal)).Text;

        Assert.Equal(("incident", "moderate", "low"), (heard.EventType, heard.PhysicalHarm, heard.PsychologicalHarm));
        Assert.DoesNotContain("safeguarding", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("reporter", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("warfarin", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_description_cannot_be_read_in_the_database()
    {
        var logged = await QualityHost.LogAsync(
            quality.NewReporter(), A.Incident with { Description = "Mr Whitworth fell at 12 Rhodes Bank." });

        await using var connection = new NpgsqlConnection(quality.Service.SuperuserConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in new[] { "incidents", "timeline", "outbox_messages", "idempotency_keys", "access_records" })
        {
#pragma warning disable CA2100 // The table's name is one of the five above.
            await using var everything = new NpgsqlCommand($"select * from {table}", connection);
#pragma warning restore CA2100
            await using var reader = await everything.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    var stored = reader.GetValue(column) is byte[] bytes
                        ? Encoding.UTF8.GetString(bytes)
                        : reader.GetValue(column).ToString();
                    Assert.DoesNotContain("Whitworth", stored, StringComparison.Ordinal);
                }
            }
        }

        await using var db = quality.Service.Db();
        Assert.True(await db.Incidents.AnyAsync(
            i => i.Id == IncidentId.From(logged.Id), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_key_and_body_again_is_the_first_answer_again_and_one_incident()
    {
        var reporter = quality.NewReporter();
        reporter.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await QualityHost.LogAsync(reporter);
        using var again = await reporter.PostAsJsonAsync(
            Incidents, A.Incident, QualityHost.Json, TestContext.Current.CancellationToken);
        using var other = await reporter.PostAsJsonAsync(
            Incidents, A.Incident with { Description = "Another." }, QualityHost.Json,
            TestContext.Current.CancellationToken);

        Assert.Equal(first, await QualityHost.ReadAsync<LoggedIncidentView>(again));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal((422, "idempotency.key-reused"), await QualityHost.RefusalAsync(other));
        var mine = await QualityHost.GetAsync<Kernel.Paging.Page<IncidentSummaryView>>(reporter, Incidents);
        Assert.Equal(1, mine.Total);
    }

    [Fact]
    public async Task Fifty_incidents_at_once_have_fifty_references()
    {
        var reporter = quality.NewReporter();

        var logged = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => QualityHost.LogAsync(reporter)));

        Assert.Equal(50, logged.DistinctBy(l => l.Reference).Count());
    }

    [Theory]
    [InlineData("update incidents set description = '\\x01' where id = @id")]
    [InlineData("update incidents set occurred_at = now() where id = @id")]
    [InlineData("update incidents set reporter_subject = 'persona:other' where id = @id")]
    [InlineData("delete from incidents where id = @id")]
    [InlineData("update timeline set kind = 'Logged' where incident_id = @id")]
    [InlineData("delete from timeline where incident_id = @id")]
    public async Task What_was_told_cannot_be_changed_or_removed_by_the_service_itself(string attempt)
    {
        var logged = await QualityHost.LogAsync(quality.NewReporter());
        await using var connection = new NpgsqlConnection(quality.Service.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The statements are the ones above.
        await using var command = new NpgsqlCommand(attempt, connection);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("id", logged.Id);

        await Assert.ThrowsAsync<PostgresException>(
            () => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
