using System.Diagnostics;
using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>A process that is ready when an address answers 200, or at once when it has none.</summary>
internal sealed class ProcessWorkload(
    Func<CancellationToken, Task<ChildProcessStart>> describe, Uri? health, bool endsByItself, Action<string> log) : Workload
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RemindAfter = TimeSpan.FromSeconds(30);

    // Never through a proxy: these addresses are on this machine.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = AnswerTimeMax };

    private ChildProcess? process;

    public override int? ProcessId => process is { HasExited: false } running ? running.Id : null;

    public override bool EndsByItself => endsByItself;

    public override Task<int> Exited => process?.Exited ?? Task.FromResult(0);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (ProcessId is not null) return;
        var start = await describe(cancellationToken);
        process?.Dispose();
        var started = process = ChildProcess.Start(start);
        if (health is null) return;

        var remindAt = RemindAfter;
        var waited = Stopwatch.StartNew();
        while (!await AnswersAsync(health, cancellationToken) || !ListeningSockets.BelongTo(started.Id, health.Port))
        {
            if (started.HasExited)
                throw new LocalHostingException($"ended with {await started.Exited} before it was ready");
            if (waited.Elapsed >= remindAt)
            {
                log($"is running, but {health} does not answer 200 yet");
                remindAt += RemindAfter;
            }
            await Task.Delay(AskAgainAfter, cancellationToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (process is not null) await process.StopAsync(Signal.Term, StopTimeMax, cancellationToken);
    }

    public override async Task KillAsync()
    {
        process?.Signal(Signal.Kill);
        if (process is not null) await process.Exited;
    }

    public override ValueTask DisposeAsync()
    {
        process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == System.Net.HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;   // it took longer than AnswerTimeMax
        }
    }
}
