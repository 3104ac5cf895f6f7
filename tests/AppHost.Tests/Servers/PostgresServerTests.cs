using System.Net.Sockets;
using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests.Servers;

public sealed class PostgresServerTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_servers_run_side_by_side_with_ports_and_passwords_of_their_own()
    {
        await using var one = await PostgresServer.StartAsync(new() { Durable = false }, CancellationToken);
        await using var other = await PostgresServer.StartAsync(new() { Durable = false }, CancellationToken);

        Assert.NotEqual(one.Port, other.Port);
        Assert.NotEqual(one.Password, other.Password);
        Assert.Equal("1", await Psql.QueryAsync(one, "SELECT 1", CancellationToken));
        Assert.Equal("1", await Psql.QueryAsync(other, "SELECT 1", CancellationToken));
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = await PostgresServer.StartAsync(new() { Durable = false }, CancellationToken);

        var refusal = await Assert.ThrowsAsync<LocalHostingException>(
            () => Psql.QueryAsync(server, "SELECT 1", CancellationToken, password: "guessed"));

        Assert.Contains("password authentication failed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_committed_survives_a_stop_a_kill_and_a_new_run_on_the_same_folder()
    {
        using var folder = new TestFolder();
        await using (var server = await PostgresServer.StartAsync(new() { DataFolder = folder["pg"] }, CancellationToken))
        {
            var port = server.Port;
            await server.CreateDatabaseAsync("ledger", CancellationToken);
            await server.CreateDatabaseAsync("ledger", CancellationToken);
            await Psql.QueryAsync(server, "CREATE TABLE entry (n int)", CancellationToken, "ledger");

            await server.StopAsync(CancellationToken);
            Assert.Null(server.ProcessId);
            await server.StartAgainAsync(CancellationToken);
            await Psql.QueryAsync(server, "INSERT INTO entry VALUES (7)", CancellationToken, "ledger");

            await server.KillAsync();
            Assert.Null(server.ProcessId);
            await server.StartAgainAsync(CancellationToken);
            Assert.Equal(port, server.Port);
        }

        await using var next = await PostgresServer.StartAsync(new() { DataFolder = folder["pg"] }, CancellationToken);
        Assert.Equal("7", await Psql.QueryAsync(next, "SELECT n FROM entry", CancellationToken, "ledger"));
    }

    [Fact]
    public async Task A_process_id_left_by_a_power_cut_does_not_stop_the_next_start()
    {
        using var folder = new TestFolder();
        await using (await PostgresServer.StartAsync(new() { DataFolder = folder["pg"], Durable = false }, CancellationToken)) { }
        await File.WriteAllTextAsync(folder["pg/data/postmaster.pid"], $"{Environment.ProcessId}\n/elsewhere\n0\n1\n", CancellationToken);

        await using var next = await PostgresServer.StartAsync(
            new() { DataFolder = folder["pg"], Durable = false }, CancellationToken);

        Assert.Equal("1", await Psql.QueryAsync(next, "SELECT 1", CancellationToken));
    }

    [Fact]
    public async Task Disposal_leaves_neither_a_process_nor_temporary_data()
    {
        var server = await PostgresServer.StartAsync(new() { Durable = false }, CancellationToken);
        var process = server.ProcessId ?? 0;
        var port = server.Port;
        var data = await Psql.QueryAsync(server, "SHOW data_directory", CancellationToken);

        await server.DisposeAsync();

        Assert.False(RunningProcesses.IsAlive(process));
        Assert.False(Directory.Exists(data));
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", port, CancellationToken).AsTask());
    }
}
