using System.Net.Http.Headers;
using System.Security.Cryptography;
using IntegratedCare.Kernel.Database;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Testing;

/// <summary>
/// One service as it runs in a place: a fresh migrated database under its least-privileged login, its own virtual host on the broker, real HTTP.
/// </summary>
public sealed class ServiceHost<TProgram, TDb> : IAsyncDisposable
    where TProgram : class
    where TDb : KernelDb
{
    private readonly RealServers servers;
    private readonly WebApplicationFactory<TProgram> factory;
    private readonly Uri address;

    private ServiceHost(
        RealServers servers, WebApplicationFactory<TProgram> factory, string database, string serviceConnection,
        EventRecorder events)
    {
        (this.servers, this.factory, DatabaseName, ConnectionString, Events) =
            (servers, factory, database, serviceConnection, events);
        address = factory.ClientOptions.BaseAddress;
    }

    /// <summary>The service's database.</summary>
    public string DatabaseName { get; }

    /// <summary>As the service itself connects.</summary>
    public string ConnectionString { get; }

    /// <summary>As the database's owner connects, who is a superuser here.</summary>
    public string SuperuserConnectionString => servers.Postgres.ConnectionString(DatabaseName);

    /// <summary>As <c>migrate</c> connects.</summary>
    public string OwnerConnectionString => SuperuserConnectionString;

    /// <summary>What the service publishes.</summary>
    public EventRecorder Events { get; }

    /// <summary>The service's own container.</summary>
    public IServiceProvider Services => factory.Services;

    /// <param name="servers">The assembly's servers.</param>
    /// <param name="service">The name that the service gives to the kernel.</param>
    /// <param name="configure">Settings and replaced services of this test.</param>
    /// <param name="hears">False where the test gives the service no broker that it could reach.</param>
    public static async Task<ServiceHost<TProgram, TDb>> StartAsync(
        RealServers servers, string service, Action<IWebHostBuilder>? configure = null, bool hears = true)
    {
        var cancellationToken = CancellationToken.None;
        var mark = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var (database, login, virtualHost) = ($"{service}_{mark}", $"{service}_service_{mark}", $"{service}-{mark}");
        var password = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var addVirtualHost = servers.RabbitMq.CreateVirtualHostAsync(virtualHost, cancellationToken);
        await servers.Postgres.CreateDatabaseAsync(database, cancellationToken);
        await DatabaseMigration.RunAsync<TDb>(
            servers.Postgres.ConnectionString(database), login, password, cancellationToken);
        await addVirtualHost;

        var connection = new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString(database))
        {
            Username = login,
            Password = password,
        }.ConnectionString;
        var broker = new Uri(servers.RabbitMq.AmqpUri, $"/{virtualHost}");
        var events = await EventRecorder.StartAsync(broker, cancellationToken);

        var factory = new WebApplicationFactory<TProgram>().WithWebHostBuilder(host =>
        {
            host.UseUrls("http://127.0.0.1:0");
            host.UseSetting("ConnectionStrings:database", connection);
            host.UseSetting("ConnectionStrings:rabbitmq", broker.ToString());
            host.UseSetting("PersonalData:Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            host.UseSetting("PersonalData:PseudonymKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            host.UseSetting("services:identity:http:0", servers.Tokens.Address);
            configure?.Invoke(host);
        });
        factory.UseKestrel(0);
        factory.StartServer();

        // What is published before the service's queues are bound reaches nobody.
        if (hears)
        {
            var bus = factory.Services.GetRequiredService<IBusControl>();
            await Eventually.Async(() => bus.CheckHealth().Status == BusHealthStatus.Healthy, TimeSpan.FromSeconds(60), "The bus");
        }

        return new(servers, factory, database, connection, events);
    }

    /// <summary>A client that acts in a role; its token says so.</summary>
    public HttpClient Client(
        string role, string? organisation = null, string? neighbourhood = null, string? name = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", servers.Tokens.Issue(role, organisation, neighbourhood, name));
        return client;
    }

    /// <summary>A program that acts in a role, with the scopes that its token names.</summary>
    public HttpClient Program(string role, string? scope, string? organisation = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", servers.Tokens.IssueToProgram("a-program", role, scope, organisation));
        return client;
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    /// <summary>The service's context in a scope of its own, which ends with it.</summary>
    public TDb Db() => ActivatorUtilities.CreateInstance<TDb>(
        Services, Services.GetRequiredService<IServiceScopeFactory>().CreateScope().ServiceProvider
            .GetRequiredService<Microsoft.EntityFrameworkCore.DbContextOptions<TDb>>());

    /// <summary>Publishes an event as another service would.</summary>
    public Task PublishAsync<TEvent>(TEvent published, Guid? messageId = null) where TEvent : class =>
        Services.GetRequiredService<IBus>().Publish(
            published, context => context.MessageId = messageId ?? Guid.CreateVersion7(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await Events.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }
}
