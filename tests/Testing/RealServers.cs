using IntegratedCare.AppHost.LocalHosting;
using Xunit;

namespace IntegratedCare.Testing;

/// <summary>A private PostgreSQL and RabbitMQ and an issuer of tokens for the tests of one assembly.</summary>
/// <remarks>Put <c>[assembly: AssemblyFixture(typeof(RealServers))]</c> in the test project and take it as a constructor parameter.</remarks>
public sealed class RealServers : IAsyncLifetime
{
    private PostgresServer? postgres;
    private RabbitMqServer? rabbitMq;
    private TokenIssuer? tokens;

    public PostgresServer Postgres => postgres ?? throw NotStarted();

    public RabbitMqServer RabbitMq => rabbitMq ?? throw NotStarted();

    public TokenIssuer Tokens => tokens ?? throw NotStarted();

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = CancellationToken.None;
        var broker = RabbitMqServer.StartAsync(new(), cancellationToken);
        postgres = await PostgresServer.StartAsync(new() { Durable = false }, cancellationToken);
        tokens = await TokenIssuer.StartAsync(cancellationToken);
        rabbitMq = await broker;
    }

    public async ValueTask DisposeAsync()
    {
        if (tokens is not null) await tokens.DisposeAsync();
        if (rabbitMq is not null) await rabbitMq.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
    }

    private static InvalidOperationException NotStarted() => new("The servers start with the test assembly.");
}
