using System.Collections.Concurrent;
using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.Tests.Engine;

/// <summary>Supervision of real, small processes.</summary>
public sealed class SupervisedTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly CancellationTokenSource ending = new();
    private readonly List<Supervised> all = [];
    private readonly List<Task> running = [];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(running);
        foreach (var supervised in all) await supervised.DisposeAsync();
        ending.Dispose();
    }

    [Fact]
    public async Task What_waits_for_a_step_starts_only_after_the_step_has_ended_well()
    {
        using var folder = new TestFolder();
        var step = Step($"echo step >> {folder["order"]}");
        var service = Service($"echo service >> {folder["order"]}; exec sleep 600");
        service.Dependencies.Add(step.Completion);

        Run(service, step);
        await service.FirstReady.WaitAsync(CancellationToken);
        await Eventually.TrueAsync(() => File.ReadAllLines(folder["order"]).Length == 2, CancellationToken);

        Assert.Equal(["step", "service"], await File.ReadAllLinesAsync(folder["order"], CancellationToken));
        Assert.Equal(SupervisedState.Completed, step.State);
        Assert.Equal(SupervisedState.Ready, service.State);
    }

    [Fact]
    public async Task A_service_is_ready_only_when_its_address_answers_well()
    {
        using var folder = new TestFolder();
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take()}/health");
        var service = Service(SmallServer.Script(address.Port, answersWellOnce: folder["healthy"], log: folder["asked"]), address);
        Run(service);

        await Eventually.TrueAsync(() => File.Exists(folder["asked"]), CancellationToken);
        Assert.Equal(SupervisedState.Starting, service.State);
        Assert.False(service.FirstReady.IsCompleted);

        await File.WriteAllTextAsync(folder["healthy"], "", CancellationToken);
        await service.FirstReady.WaitAsync(CancellationToken);
        Assert.Equal(SupervisedState.Ready, service.State);
    }

    [Fact]
    public async Task An_answer_of_somebody_else_at_its_address_does_not_make_it_ready()
    {
        using var folder = new TestFolder();
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take()}/health");
        await File.WriteAllTextAsync(folder["healthy"], "", CancellationToken);
        using var other = ChildProcess.Start(new ChildProcessStart(
            "/bin/sh", ["-c", SmallServer.Script(address.Port, answersWellOnce: folder["healthy"], log: folder["asked"])]));
        await Eventually.TrueAsync(() => ListeningSockets.BelongTo(other.Id, address.Port), CancellationToken);

        var service = Service("exec sleep 600", address);
        Run(service);
        await Eventually.TrueAsync(() => File.Exists(folder["asked"]), CancellationToken);

        Assert.Equal(SupervisedState.Starting, service.State);
        Assert.False(service.FirstReady.IsCompleted);
    }

    [Fact]
    public async Task What_dies_is_started_again()
    {
        var service = Service("exec sleep 600");
        Run(service);
        await service.FirstReady.WaitAsync(CancellationToken);
        var first = service.ProcessId ?? 0;

        Signals.Send(first, Signal.Kill);

        await Eventually.TrueAsync(() => service is { State: SupervisedState.Ready, ProcessId: { } id } && id != first, CancellationToken);
        Assert.Equal(1, service.Restarts);
        Assert.Contains(lines, line => line.Contains("ended with 137; it is started again in 1 s.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_person_kills_stays_down_until_a_person_starts_it()
    {
        var service = Service("exec sleep 600");
        Run(service);
        await service.FirstReady.WaitAsync(CancellationToken);
        var first = service.ProcessId ?? 0;

        await service.KillAsync(CancellationToken);
        Assert.False(RunningProcesses.IsAlive(first));
        Assert.Equal(SupervisedState.Stopped, service.State);
        Assert.Equal(0, service.Restarts);

        await service.StartAsync(CancellationToken);
        await Eventually.TrueAsync(() => service.State is SupervisedState.Ready, CancellationToken);
        Assert.NotNull(service.ProcessId);
    }

    [Fact]
    public async Task A_service_that_is_killed_while_it_starts_stays_down_too()
    {
        var unused = new Uri($"http://127.0.0.1:{FreePorts.Take()}/health");
        var service = Service("exec sleep 600", unused);
        Run(service);
        await Eventually.TrueAsync(() => service.ProcessId is not null, CancellationToken);

        await service.KillAsync(CancellationToken);

        await Eventually.TrueAsync(() => service is { ProcessId: null, State: SupervisedState.Stopped }, CancellationToken);
    }

    [Fact]
    public async Task A_step_that_keeps_failing_is_given_up_and_says_so()
    {
        var step = Step("exit 3");
        Run(step);

        Assert.False(await step.Completion.WaitAsync(CancellationToken));
        Assert.Equal(SupervisedState.Failed, step.State);
        Assert.Equal(2, step.Restarts);
        Assert.Contains(lines, line => line.EndsWith("ended with 3; it is not tried again.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_service_ends_by_its_own_hand()
    {
        var service = Service("trap 'echo bye; exit 0' TERM; echo here; while :; do sleep 0.01; done");
        Run(service);
        await Eventually.TrueAsync(() => lines.Any(line => line.EndsWith("here", StringComparison.Ordinal)), CancellationToken);

        await service.StopAsync(CancellationToken);

        Assert.Contains(lines, line => line.EndsWith("bye", StringComparison.Ordinal));
        Assert.Equal(SupervisedState.Stopped, service.State);
    }

    private Supervised Step(string script) => Make("step", script, health: null, endsByItself: true);

    private Supervised Service(string script, Uri? health = null) => Make("service", script, health, endsByItself: false);

    private Supervised Make(string name, string script, Uri? health, bool endsByItself)
    {
        var log = new SystemLog(new LineWriter(lines), colour: false);
        var workload = new ProcessWorkload(
            _ => Task.FromResult(new ChildProcessStart("/bin/sh", ["-c", script]) { Log = line => log.Write(name, line) }),
            health, endsByItself, line => log.Write(name, line));
        var supervised = new Supervised(name, workload, new RestartPolicy(), log, TimeProvider.System);
        all.Add(supervised);
        return supervised;
    }

    private void Run(params Supervised[] supervised) => running.AddRange(supervised.Select(s => s.RunAsync(ending.Token)));

    private sealed class LineWriter(ConcurrentQueue<string> lines) : StringWriter
    {
        public override void WriteLine(string? value) => lines.Enqueue(value ?? "");
    }
}
