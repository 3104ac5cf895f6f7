using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(RealServers))]

namespace IntegratedCare.Quality.Tests;

[CollectionDefinition(Name)]
public sealed class QualityCollection : ICollectionFixture<QualityHost>
{
    public const string Name = "quality";
}

/// <summary>The service as it runs in a place, and the few steps that most tests begin with.</summary>
public sealed class QualityHost(RealServers servers) : IAsyncLifetime
{
    public static readonly JsonSerializerOptions Json = WireOptions();

    private ServiceHost<Program, QualityDb>? host;

    internal ServiceHost<Program, QualityDb> Service => host ?? throw new InvalidOperationException("Not started.");

    public HttpClient ChiefNurse => Service.Client(Roles.ChiefNurse, "00Y");

    public async ValueTask InitializeAsync() =>
        host = await ServiceHost<Program, QualityDb>.StartAsync(servers, "quality");

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    /// <summary>Somebody of a team, whom no other test speaks for.</summary>
    public HttpClient NewReporter(string role = Roles.TeamClinician) =>
        Service.Client(role, "RT2", name: $"reporter-{Guid.NewGuid():N}");

    public static async Task<LoggedIncidentView> LogAsync(HttpClient reporter, object? told = null) =>
        await PostAsync<LoggedIncidentView>(reporter, "/api/quality/incidents", told ?? A.Incident);

    /// <summary>A service that the directory has published and Quality has heard of.</summary>
    public async Task<Guid> PublishedServiceAsync(string name = "Falls clinic")
    {
        var service = A.Service(name);
        await HearAsync(service);
        return service.ServiceId;
    }

    /// <summary>A service that stands restricted because of a new incident.</summary>
    public async Task<RestrictionView> RestrictedServiceAsync(object? told = null)
    {
        var incident = await LogAsync(NewReporter(), told);
        var serviceId = await PublishedServiceAsync();
        return await PostAsync<RestrictionView>(ChiefNurse, "/api/quality/restrictions",
            A.Restriction(serviceId, incident.Id));
    }

    /// <summary>Publishes an event as another service would, and returns when Quality has handled it.</summary>
    public async Task HearAsync<TEvent>(TEvent published) where TEvent : class
    {
        var messageId = Guid.CreateVersion7();
        await Service.PublishAsync(published, messageId);
        FormattableString handled = $"select 1 as \"Value\" from inbox_messages where message_id = {messageId}";
        await Eventually.Async(async () => await CountAsync(handled) == 1, what: typeof(TEvent).Name);
    }

    /// <summary>Returns when everything that was saved has been published.</summary>
    public Task OutboxEmptyAsync() =>
        Eventually.Async(async () => await CountAsync($"select 1 as \"Value\" from outbox_messages") == 0);

    /// <summary>Who did what with a record, in the order of doing.</summary>
    public async Task<IReadOnlyList<string>> AccessesAsync(string recordType, Guid recordId)
    {
        await using var db = Service.Db();
        return await db.Database.SqlQuery<string>(
            $"""
             select concat_ws(' ', subject, role, organisation_code, purpose, action) as "Value"
             from access_records where record_type = {recordType} and record_id = {recordId.ToString()} order by id
             """).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task<int> CountAsync(FormattableString query)
    {
        await using var db = Service.Db();
        return (await db.Database.SqlQuery<int>(query).ToListAsync(TestContext.Current.CancellationToken)).Count;
    }

    public static async Task<TAnswer> PostAsync<TAnswer>(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body, Json, TestContext.Current.CancellationToken);
        return await ReadAsync<TAnswer>(response);
    }

    public static async Task<TAnswer> GetAsync<TAnswer>(HttpClient client, string path)
    {
        using var response = await client.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await ReadAsync<TAnswer>(response);
    }

    public static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<TAnswer>(text, Json) ?? throw new InvalidOperationException("No answer.");
    }

    /// <summary>The public code of a refusal, with its status.</summary>
    public static async Task<(int Status, string? Code)> RefusalAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.False(string.IsNullOrEmpty(problem.RootElement.GetProperty("traceId").GetString()));
        return ((int)response.StatusCode, problem.RootElement.GetProperty("code").GetString());
    }

    private static JsonSerializerOptions WireOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        options.RespectRequiredConstructorParameters = false;    // an answer leaves out what is absent
        return options;
    }
}
