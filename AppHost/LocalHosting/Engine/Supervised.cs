namespace IntegratedCare.AppHost.LocalHosting;

internal enum SupervisedState
{
    Waiting,
    Starting,
    Running,     // a step that has not ended yet
    Ready,
    BackingOff,
    Stopped,
    Completed,
    Failed,
}

/// <summary>
/// Keeps one workload as it is wanted: starts it when those it waits for are ready, starts it again when it dies, and leaves it
/// down when a person has stopped it.
/// </summary>
internal sealed class Supervised(string name, Workload workload, RestartPolicy policy, SystemLog log, TimeProvider time)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim oneCommand = new(1);
    private readonly TaskCompletionSource firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource starting = new();
    private volatile bool wanted = true;

    public string Name { get; } = name;

    public SupervisedState State { get; private set; } = SupervisedState.Waiting;

    public int? ProcessId => workload.ProcessId;

    public int Restarts { get; private set; }

    /// <summary>Those who must be ready, or must have ended well, before this one is started.</summary>
    public List<Task> Dependencies { get; } = [];

    /// <summary>Ends when it is ready for the first time.</summary>
    public Task FirstReady => firstReady.Task;

    /// <summary>Ends with true when it is done, with false when it has been given up. Only what ends by itself gets there.</summary>
    public Task<bool> Completion => completion.Task;

    public bool EndsByItself => workload.EndsByItself;

    /// <summary>Supervises until cancelled; the workload is then left as it is, for <see cref="StopAsync"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Dependencies).WaitAsync(cancellationToken);
            while (true)
            {
                var change = changed;
                if (wanted) await RunOnceAsync(cancellationToken);
                else await change.Task.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The system stops.
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await oneCommand.WaitAsync(cancellationToken);
        try
        {
            if (wanted) return;
            (starting, wanted) = (new CancellationTokenSource(), true);
            Change();
        }
        finally
        {
            oneCommand.Release();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        TakeDownAsync(() => workload.StopAsync(cancellationToken), cancellationToken);

    /// <summary>As a crash, but it stays down until somebody starts it.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => TakeDownAsync(workload.KillAsync, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await workload.DisposeAsync();
        oneCommand.Dispose();
        starting.Dispose();
    }

    private async Task TakeDownAsync(Func<Task> end, CancellationToken cancellationToken)
    {
        await oneCommand.WaitAsync(cancellationToken);
        try
        {
            wanted = false;
            await starting.CancelAsync();
            await end();
            if (State is not SupervisedState.Waiting) State = SupervisedState.Stopped;
            Change();
        }
        finally
        {
            oneCommand.Release();
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        State = SupervisedState.Starting;
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, starting.Token);
        var startedAt = time.GetTimestamp();
        string ending;
        try
        {
            await workload.StartAsync(attempt.Token);
            if (!wanted)
            {
                await workload.KillAsync();   // the command came while the process was being made
                return;
            }
            State = workload.EndsByItself ? SupervisedState.Running : SupervisedState.Ready;
            if (!workload.EndsByItself) firstReady.TrySetResult();
            var code = await workload.Exited.WaitAsync(cancellationToken);
            if (!wanted) return;
            if (workload.EndsByItself && code == 0)
            {
                Complete();
                return;
            }
            ending = $"ended with {code}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await workload.KillAsync();   // it was taken down while it started
            return;
        }
        catch (LocalHostingException failure)
        {
            if (!wanted) return;
            ending = failure.Message;
        }
        await BackOffAsync(ending, time.GetElapsedTime(startedAt), cancellationToken);
    }

    private void Complete()
    {
        (State, wanted) = (SupervisedState.Completed, false);
        firstReady.TrySetResult();
        completion.TrySetResult(true);
    }

    private async Task BackOffAsync(string ending, TimeSpan lived, CancellationToken cancellationToken)
    {
        if (policy.Next(lived, workload.EndsByItself) is not { } delay)
        {
            (State, wanted) = (SupervisedState.Failed, false);
            log.Write(Name, $"{ending}; it is not tried again.");
            completion.TrySetResult(false);
            return;
        }
        State = SupervisedState.BackingOff;
        Restarts++;
        log.Write(Name, $"{ending}; it is started again in {delay.TotalSeconds:0.#} s.");
        try
        {
            await Task.Delay(delay, time, starting.Token).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It was taken down meanwhile.
        }
    }

    private void Change() =>
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
