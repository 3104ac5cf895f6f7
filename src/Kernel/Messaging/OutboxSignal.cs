using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Wakes this process's relay when a transaction has committed; other processes' rows are found by polling.</summary>
internal sealed class OutboxSignal : DbTransactionInterceptor, IDisposable
{
    private readonly SemaphoreSlim wake = new(0, 1);

    /// <summary>Returns when something may wait in the outbox, at the latest after <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => wake.WaitAsync(longest, cancellationToken);

    public void Wake()
    {
        try
        {
            if (wake.CurrentCount == 0) wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two commits at once: one wake-up serves both.
        }
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Wake();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        Wake();
        return Task.CompletedTask;
    }

    public void Dispose() => wake.Dispose();
}
