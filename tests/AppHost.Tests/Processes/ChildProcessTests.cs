using System.Collections.Concurrent;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.Tests.Processes;

public sealed class ChildProcessTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_sees_every_variable_whatever_its_name_and_none_that_was_taken_away()
    {
        var lines = new ConcurrentQueue<string>();
        using var child = ChildProcess.Start(new ChildProcessStart("/usr/bin/env", [])
        {
            Environment = new Dictionary<string, string?> { ["Clients__place-loader__Secret"] = "a b\"c", ["PATH"] = null },
            Log = lines.Enqueue,
        });

        Assert.Equal(0, await child.Exited.WaitAsync(CancellationToken));
        Assert.Contains("Clients__place-loader__Secret=a b\"c", lines);
    }

    [Fact]
    public async Task Its_exit_code_is_told_and_a_signal_counts_128_more()
    {
        using var ended = ChildProcess.Start(new ChildProcessStart("/bin/sh", ["-c", "exit 7"]));
        using var killed = ChildProcess.Start(new ChildProcessStart("/bin/sh", ["-c", "kill -s KILL $$"]));

        Assert.Equal(7, await ended.Exited.WaitAsync(CancellationToken));
        Assert.Equal(137, await killed.Exited.WaitAsync(CancellationToken));
    }

    [Fact]
    public async Task Its_children_end_with_it()
    {
        var lines = new ConcurrentQueue<string>();
        using var child = ChildProcess.Start(new ChildProcessStart("/bin/sh", ["-c", "sleep 600 & echo $!; wait"]) { Log = lines.Enqueue });
        await Eventually.TrueAsync(() => !lines.IsEmpty, CancellationToken);
        var grandchild = int.Parse(lines.First(), System.Globalization.CultureInfo.InvariantCulture);

        child.Signal(Signal.Kill);
        await child.Exited.WaitAsync(CancellationToken);

        await Eventually.TrueAsync(() => !RunningProcesses.IsAlive(grandchild), CancellationToken);
    }

    [Fact]
    public async Task One_that_does_not_listen_to_a_request_to_stop_is_ended_by_force()
    {
        var lines = new ConcurrentQueue<string>();
        using var child = ChildProcess.Start(new ChildProcessStart(
            "/bin/sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 0.01; done"]) { Log = lines.Enqueue });
        await Eventually.TrueAsync(() => !lines.IsEmpty, CancellationToken);

        Assert.Equal(137, await child.StopAsync(Signal.Term, TimeSpan.FromMilliseconds(200), CancellationToken));
    }
}
