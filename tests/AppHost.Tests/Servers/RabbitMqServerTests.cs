using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests.Servers;

public sealed class RabbitMqServerTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_comes_back_at_the_same_address_and_disposal_leaves_nothing()
    {
        using var folder = new TestFolder();
        var server = await RabbitMqServer.StartAsync(new() { DataFolder = folder["mq"] }, CancellationToken);
        var (address, process) = (server.AmqpUri, server.ProcessId ?? 0);
        Assert.Equal("AMQP", await AmqpGreeting.ReadAsync(address, CancellationToken));

        await server.KillAsync();
        Assert.False(RunningProcesses.IsAlive(process));
        await server.StartAgainAsync(CancellationToken);
        Assert.Equal(address, server.AmqpUri);
        Assert.Equal("AMQP", await AmqpGreeting.ReadAsync(address, CancellationToken));

        process = server.ProcessId ?? 0;
        await server.DisposeAsync();
        Assert.False(RunningProcesses.IsAlive(process));
        Assert.Empty(RunningProcesses.Mentioning(folder.Path));
        Assert.True(File.Exists(folder["mq/password"]));
    }

    [Fact]
    public async Task Two_servers_run_side_by_side_with_passwords_of_their_own()
    {
        var starting = new[]
        {
            RabbitMqServer.StartAsync(new(), CancellationToken),
            RabbitMqServer.StartAsync(new(), CancellationToken),
        };
        await using var one = await starting[0];
        await using var other = await starting[1];

        Assert.NotEqual(one.Port, other.Port);
        Assert.NotEqual(one.Password, other.Password);
    }
}
