using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.Tests.SystemRuns;

public sealed class AppHostTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_kill_9_nothing_is_left_running()
    {
        using var folder = new TestFolder();
        using var run = Start(folder);
        await Eventually.TrueAsync(() => Runs(run, "postgres", "epmd", "beam", ".NET|dotnet"), CancellationToken, withinSeconds: 60);
        var started = run.Descendants();

        run.Signal(Signal.Kill);

        await Eventually.TrueAsync(() => !started.Keys.Any(RunningProcesses.IsAlive), CancellationToken);
        await Eventually.TrueAsync(() => RunningProcesses.Mentioning(folder.Path).Count == 0, CancellationToken);
    }

    [Fact]
    public async Task On_a_request_to_stop_everything_ends_and_the_answer_is_success()
    {
        using var folder = new TestFolder();
        using var run = Start(folder);
        await Eventually.TrueAsync(() => Runs(run, "postgres", "beam"), CancellationToken, withinSeconds: 60);
        var started = run.Descendants();
        var second = Start(folder);
        Assert.Equal(1, await second.ExitCodeAsync(CancellationToken));
        Assert.Contains(second.Lines, line => line.StartsWith("Another AppHost is running", StringComparison.Ordinal));
        Assert.Contains("postgres", await ResourceControl.SendAsync(folder["data"], "status", CancellationToken), StringComparison.Ordinal);

        run.Signal(Signal.Term);

        Assert.Equal(0, await run.ExitCodeAsync(CancellationToken));
        Assert.DoesNotContain(started.Keys, RunningProcesses.IsAlive);
        Assert.Contains("Stopped.", run.Lines);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_before_anything_starts()
    {
        using var folder = new TestFolder();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        using var run = AppHostRun.Start("--data", folder["data"], "--port", $"{port}");

        Assert.Equal(1, await run.ExitCodeAsync(CancellationToken));
        Assert.Contains($"Port {port} is in use on this machine: choose another with --port.", run.Lines);
        Assert.False(Directory.Exists(folder["data/postgres"]));
    }

    [Fact]
    public async Task A_replica_of_what_does_not_exist_is_refused()
    {
        using var folder = new TestFolder();
        using var run = AppHostRun.Start("--data", folder["data"], "--port", $"{FreePorts.Take()}", "--replicas", "leger=2");

        Assert.Equal(1, await run.ExitCodeAsync(CancellationToken));
        Assert.Contains(run.Lines, line => line.StartsWith("--replicas leger: there may be replicas of", StringComparison.Ordinal));
    }

    private static AppHostRun Start(TestFolder folder) =>
        AppHostRun.Start("--data", folder["data"], "--port", $"{FreePorts.Take()}");

    private static bool Runs(AppHostRun run, params string[] names)
    {
        var running = run.Descendants().Values;
        return names.All(name => name.Split('|').Any(part => running.Any(n => n.Contains(part, StringComparison.Ordinal))));
    }
}
