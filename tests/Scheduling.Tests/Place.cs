using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntegratedCare.Scheduling.Tests;

/// <summary>One scheduling service on real servers for every test of the assembly; each test brings its own teams and services.</summary>
public sealed class Place : IAsyncLifetime
{
    // The relay empties the outbox as soon as it can; tests want to see what was in it. The copy bears the number (xmin) of the same transaction.
    private const string KeepOutbox =
        """
        CREATE TABLE outbox_seen (event_name text, body jsonb);
        CREATE FUNCTION keep_outbox() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
            INSERT INTO public.outbox_seen VALUES (new.event_name, new.body);
            RETURN NULL;
        END $$;
        CREATE TRIGGER keep_outbox AFTER INSERT ON outbox_messages FOR EACH ROW EXECUTE FUNCTION keep_outbox();
        """;

    private ServiceHost<Program, SchedulingDb>? host;

    public RealServers Servers { get; } = new();

    internal ServiceHost<Program, SchedulingDb> Host => host ?? throw new InvalidOperationException("The place is not open yet.");

    public async ValueTask InitializeAsync()
    {
        await Servers.InitializeAsync();
        host = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        await Servers.DisposeAsync();
    }

    internal LogRecorder Log { get; } = new();

    internal async Task<ServiceHost<Program, SchedulingDb>> StartAsync(TimeProvider? clock = null, Action<IWebHostBuilder>? configure = null)
    {
        var opened = await ServiceHost<Program, SchedulingDb>.StartAsync(Servers, "scheduling", host =>
        {
            host.ConfigureLogging(logging => logging.AddProvider(Log));
            if (clock is not null) host.ConfigureTestServices(services => services.AddSingleton(clock));
            configure?.Invoke(host);
        });
        await opened.ExecuteAsync(KeepOutbox);
        return opened;
    }
}

/// <summary>What tests do over and over with a running service, in the words of the place.</summary>
internal static class Asking
{
    public const string Neighbourhood = "central";

    // Each is another person of the practice: what one holds open is bounded, and tests run side by side.
    public static HttpClient Gp(this ServiceHost<Program, SchedulingDb> host, string organisation = "practice-1") =>
        host.Client(Roles.Gp, organisation, name: $"gp of {organisation} {Guid.NewGuid():N}");

    public static HttpClient Coordinator(this ServiceHost<Program, SchedulingDb> host, string? neighbourhood = Neighbourhood) =>
        host.Client(Roles.CareCoordinator, "pcn-1", neighbourhood, $"coordinator in {neighbourhood}");

    public static HttpClient Clinician(this ServiceHost<Program, SchedulingDb> host, string neighbourhood = Neighbourhood) =>
        host.Client(Roles.TeamClinician, "nca", neighbourhood, $"clinician in {neighbourhood}");

    public static HttpClient Loader(this ServiceHost<Program, SchedulingDb> host) => host.Client(Roles.PlaceLoader);

    /// <summary>Services that the directory has published and a team that gives them.</summary>
    public static Task<TeamAtWork> OpenTeamAsync(
        this ServiceHost<Program, SchedulingDb> host, int members = 1, int minutes = 30, int services = 1) =>
        host.OpenTeamAsync(A.Team([.. Enumerable.Range(0, services).Select(_ => Guid.CreateVersion7())], members, minutes));

    public static async Task<TeamAtWork> OpenTeamAsync(this ServiceHost<Program, SchedulingDb> host, TeamPut team)
    {
        foreach (var service in team.Services) await host.PublishAsync(A.Service(service));
        (await host.Loader().PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", team.Body)).EnsureSuccessStatusCode();
        var services = team.Services.Select(id => new ServiceId(id)).ToList();
        await Eventually.Async(async () =>
        {
            await using var db = host.Db();
            return await db.CareServices.CountAsync(s => services.Contains(s.Id) && s.Name != null) == services.Count;
        });
        return new(team.Id, team.Services, team.Members);
    }

    /// <summary>A POST to what must not be done twice.</summary>
    public static Task<HttpResponseMessage> PostWithKeyAsync(this HttpClient client, string path, object body, string? key = null) =>
        client.SendAsync(new(HttpMethod.Post, $"/api/scheduling/{path}")
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", key ?? Guid.NewGuid().ToString() } },
        });

    public static async Task<IReadOnlyList<SlotSeen>> SlotsAsync(this HttpClient client, Guid service, string more = "")
    {
        var list = await client.GetFromJsonAsync<JsonElement>($"/api/scheduling/slots?serviceId={service}{more}");
        return [.. list.GetProperty("items").EnumerateArray().Select(i => new SlotSeen(
            i.GetProperty("slotId").GetString() ?? "", i.GetProperty("start").GetDateTimeOffset(), i.GetProperty("end").GetDateTimeOffset()))];
    }

    public static Task<HttpResponseMessage> HoldAsync(this HttpClient client, string slotId) =>
        client.PostAsJsonAsync("/api/scheduling/holds", new { slotId });

    public static async Task<Guid> HoldIdAsync(this HttpClient client, string slotId)
    {
        var answer = await client.HoldAsync(slotId);
        answer.EnsureSuccessStatusCode();
        return await answer.HeldAsync();
    }

    public static async Task<Guid> HeldAsync(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("holdId").GetGuid();

    public static Task<HttpResponseMessage> BookAsync(this HttpClient client, JsonNode body, string? key = null) =>
        client.SendAsync(new(HttpMethod.Post, "/api/scheduling/bookings")
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", key ?? Guid.NewGuid().ToString() } },
        });

    /// <summary>A booking of the team's first free slot.</summary>
    public static async Task<BookingSeen> BookedAsync(this HttpClient client, Guid service, JsonNode? body = null)
    {
        var slot = (await client.SlotsAsync(service, "&limit=1")).Single();
        var hold = await client.HoldIdAsync(slot.SlotId);
        var answer = await client.BookAsync(body ?? A.Booking(hold));
        Assert.Equal(201, (int)answer.StatusCode);
        return await answer.BookingAsync();
    }

    public static async Task<BookingSeen> BookingAsync(this HttpResponseMessage answer)
    {
        var view = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new(view.GetProperty("id").GetGuid(), view.GetProperty("reference").GetString() ?? "",
            view.GetProperty("status").GetString() ?? "", view.GetProperty("start").GetDateTimeOffset());
    }

    public static Task<HttpResponseMessage> SayAsync(this HttpClient client, Guid booking, string verb, object body) =>
        client.PostAsJsonAsync($"/api/scheduling/bookings/{booking}/{verb}", body);

    public static Task<JsonElement> SeeAsync(this HttpClient client, string path) =>
        client.GetFromJsonAsync<JsonElement>("/api/scheduling/" + path);

    public static async Task<JsonElement> SayAsync(this HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync("/api/scheduling/" + path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The refusal's status and code; every refusal bears a trace id.</summary>
    public static async Task<(int Status, string Code)> RefusalAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("traceId").GetString()));
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString() ?? "");
    }

    public static async Task ExecuteAsync(this ServiceHost<Program, SchedulingDb> host, string sql)
    {
        await using var connection = new NpgsqlConnection(host.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(this ServiceHost<Program, SchedulingDb> host, string sql)
    {
        await using var connection = new NpgsqlConnection(host.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }
}

internal sealed record TeamAtWork(Guid Id, Guid[] Services, Guid[] Members)
{
    public Guid Service => Services[0];
}

internal sealed record SlotSeen(string SlotId, DateTimeOffset Start, DateTimeOffset End)
{
    public Interval Time => new(Start, End);
}

internal sealed record BookingSeen(Guid Id, string Reference, string Status, DateTimeOffset Start);
