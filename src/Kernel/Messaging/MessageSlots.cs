namespace IntegratedCare.Kernel.Messaging;

/// <summary>How many messages this process handles at one time, over all its queues.</summary>
/// <remarks>
/// A message holds a connection to the database until it is handled. Were only each queue limited, a backlog in all of them (seven of eight
/// messages each in Ledger) would want more connections than the pool has and leave none for people's requests: half of the pool is
/// theirs. A message that waits here holds nothing that another one needs.
/// </remarks>
internal sealed class MessageSlots : IDisposable
{
    private readonly SemaphoreSlim free = new(KernelServices.DatabaseConnectionsMax / 2);

    /// <summary>Waits for a slot; disposing of the answer gives it back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        return new Slot(free);
    }

    public void Dispose() => free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
