namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>One process of the system, or one server with its helpers: how it is started, ended and looked at.</summary>
internal abstract class Workload : IAsyncDisposable
{
    public abstract int? ProcessId { get; }

    /// <summary>Its work has an end; it is done when it ends with 0.</summary>
    public virtual bool EndsByItself => false;

    /// <summary>Ends with the exit code of the last start.</summary>
    public abstract Task<int> Exited { get; }

    /// <summary>Returns when it is ready for those who wait for it; a <see cref="LocalHostingException"/> says that it ended before.</summary>
    public abstract Task StartAsync(CancellationToken cancellationToken);

    public abstract Task StopAsync(CancellationToken cancellationToken);

    public abstract Task KillAsync();

    public abstract ValueTask DisposeAsync();
}
