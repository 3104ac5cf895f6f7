using System.Net.Http.Json;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;
using IntegratedCare.Quality.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Quality.Tests.Retention;

[Collection(QualityCollection.Name)]
public sealed class RetentionTests(QualityHost quality)
{
    private const string Restrictions = "/api/quality/restrictions";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_told_long_ago_goes_and_the_incident_stays_as_a_fact()
    {
        var incident = await LoggedAsync(yearsAgo: 21);
        var restriction = await RestrictedAsync(incident);
        await LiftAsync(restriction);

        await SweepAsync();

        var read = await ReadAsync(incident);
        Assert.Null(read.Description);
        Assert.NotNull(read.ErasedAt);
        Assert.Equal((PhysicalHarm.Moderate, IncidentStatus.ActedOn), (read.PhysicalHarm, read.Status));
        Assert.NotNull(Assert.Single(read.Restrictions).ErasedAt);
        var its = await QualityHost.GetAsync<RestrictionView>(quality.ChiefNurse, $"{Restrictions}/{restriction}");
        Assert.Equal((null, null, RestrictionStatus.Lifted), (its.Reason, its.LiftReason, its.Status));
        Assert.NotNull(its.ErasedAt);
        Assert.Contains("client:quality quality administration incident.erase", await quality.AccessesAsync("incident", incident), Words);
        Assert.Contains("client:quality quality administration restriction.erase", await quality.AccessesAsync("restriction", restriction), Words);
        Assert.Equal(0, await CountAsync(
            $"""
             select 1 as "Value" from incidents i join restrictions r on r.incident_id = i.id
             where i.id = {incident} and num_nonnulls(i.description, r.reason, r.lift_reason) > 0
             """));
    }

    [Fact]
    public async Task What_is_younger_or_still_keeps_people_out_of_a_service_is_kept()
    {
        var young = await LoggedAsync(yearsAgo: 19);
        var acted = await LoggedAsync(yearsAgo: 21);
        var lifted = await RestrictedAsync(acted);
        await LiftAsync(lifted);
        var standing = await RestrictedAsync(acted);

        await SweepAsync();

        foreach (var kept in (Guid[])[young, acted])
            Assert.Equal((A.Incident.Description, null), ((await ReadAsync(kept)).Description, (await ReadAsync(kept)).ErasedAt));
        foreach (var kept in (Guid[])[lifted, standing])
            Assert.NotNull((await QualityHost.GetAsync<RestrictionView>(quality.ChiefNurse, $"{Restrictions}/{kept}")).Reason);

        await LiftAsync(standing);
        await SweepAsync();

        Assert.Null((await ReadAsync(acted)).Description);
    }

    [Fact]
    public async Task Nothing_more_follows_from_an_erased_incident()
    {
        var incident = await LoggedAsync(yearsAgo: 21);
        await SweepAsync();
        var service = await quality.PublishedServiceAsync();

        using var refused = await quality.ChiefNurse.PostAsJsonAsync(
            Restrictions, A.Restriction(service, incident), QualityHost.Json, Cancelled);

        Assert.Equal((409, "incident.erased"), await QualityHost.RefusalAsync(refused));
    }

    [Fact]
    public async Task A_sweep_of_many_batches_by_several_replicas_accounts_for_each_incident_once()
    {
        var incidents = new List<Guid>();
        for (var i = 0; i < RetentionSweeper.BatchMax + 3; i++) incidents.Add(await LoggedAsync(yearsAgo: 22));

        await Task.WhenAll(SweepAsync(), SweepAsync(), SweepAsync());
        await SweepAsync();

        var ids = incidents.Select(id => id.ToString()).ToArray();
        Assert.Equal(incidents.Count, await CountAsync($"select 1 as \"Value\" from incidents where id = any({incidents}) and description is null"));
        Assert.Equal(incidents.Count, await CountAsync(
            $"select 1 as \"Value\" from access_records where action = 'incident.erase' and record_id = any({ids})"));
    }

    [Fact]
    public async Task An_erasure_takes_the_words_and_nothing_else_and_is_never_undone()
    {
        var (erased, kept, standing) = (await LoggedAsync(yearsAgo: 21), await LoggedAsync(yearsAgo: 1), await LoggedAsync(yearsAgo: 1));
        var lifted = await RestrictedAsync(erased);
        await LiftAsync(lifted);
        await SweepAsync();
        var stands = await RestrictedAsync(standing);

        await RefusesAsync("incidents", erased,
            "erased_at = null", "description = '\\x01'", "erased_at = null, description = '\\x01'", "status = 'Open'", "safeguarding = true");
        await RefusesAsync("incidents", kept,
            "description = null", "erased_at = now()", "erased_at = now(), description = null, safeguarding = true",
            "erased_at = now(), description = null, logged_at = now()");
        await RefusesAsync("incidents", standing, "erased_at = now(), description = null");
        await RefusesAsync("restrictions", lifted, "erased_at = null", "reason = '\\x01'", "lifted_at = null", "level = 'Suspended'");
        await RefusesAsync("restrictions", stands,
            "reason = null", "erased_at = now()", "erased_at = now(), reason = null", "erased_at = now(), reason = null, lifted_at = now()");
        await using var connection = new NpgsqlConnection(quality.Service.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var allowed = new NpgsqlCommand("update incidents set erased_at = now(), description = null where id = @id", connection);
        allowed.Parameters.AddWithValue("id", kept);
        Assert.Equal(1, await allowed.ExecuteNonQueryAsync(Cancelled));
    }

    private static IEqualityComparer<string> Words => StringComparer.OrdinalIgnoreCase;

    private Task<int> SweepAsync() => quality.Service.Services.GetRequiredService<RetentionSweeper>().SweepAsync(Cancelled);

    private Task<IncidentView> ReadAsync(Guid incident) =>
        QualityHost.GetAsync<IncidentView>(quality.ChiefNurse, $"/api/quality/incidents/{incident}");

    private async Task<Guid> RestrictedAsync(Guid incident) => (await QualityHost.PostAsync<RestrictionView>(
        quality.ChiefNurse, Restrictions, A.Restriction(await quality.PublishedServiceAsync(), incident))).Id;

    private Task<RestrictionView> LiftAsync(Guid restriction) => QualityHost.PostAsync<RestrictionView>(
        quality.ChiefNurse, $"{Restrictions}/{restriction}/lift", new { reason = "The pharmacist checks every dose." });

    /// <summary>An incident as it would have been logged so many years ago.</summary>
    private async Task<Guid> LoggedAsync(int yearsAgo)
    {
        await using var scope = quality.Service.Services.CreateAsyncScope();
        var (db, cipher) = (scope.ServiceProvider.GetRequiredService<QualityDb>(), scope.ServiceProvider.GetRequiredService<PersonalDataCipher>());
        var then = TimeProvider.System.GetUtcNow().AddYears(-yearsAgo);
        var incident = Incident.Log(
            A.Incident with { OccurredAt = then.AddDays(-1) }, await IncidentReference.NextAsync(db, then, Cancelled),
            id => cipher.Encrypt(A.Incident.Description, Incident.DescriptionColumn, id.Value), A.Nurse, then);
        db.Incidents.Add(incident);
        await db.SaveChangesAsync(Cancelled);
        return incident.Id.Value;
    }

    private async Task<int> CountAsync(FormattableString query)
    {
        await using var db = quality.Service.Db();
        return (await db.Database.SqlQuery<int>(query).ToListAsync(Cancelled)).Count;
    }

    private async Task RefusesAsync(string table, Guid id, params string[] changes)
    {
        await using var connection = new NpgsqlConnection(quality.Service.ConnectionString);
        await connection.OpenAsync(Cancelled);
        foreach (var change in changes)
        {
#pragma warning disable CA2100 // The statements are the ones above.
            await using var command = new NpgsqlCommand($"update {table} set {change} where id = @id", connection);
#pragma warning restore CA2100
            command.Parameters.AddWithValue("id", id);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancelled));
        }
    }
}
