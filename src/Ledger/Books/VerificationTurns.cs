using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Ledger.Books;

/// <summary>Lets one verification of a kind run at a time on this replica, a few wait for it, and refuses the rest: each may read millions of entries.</summary>
internal sealed class VerificationTurns : IDisposable
{
    /// <summary>Those that read every entry.</summary>
    public Turn Whole { get; } = new();

    /// <summary>Those that go on from the last one.</summary>
    public Turn SinceLast { get; } = new();

    public void Dispose()
    {
        Whole.Dispose();
        SinceLast.Dispose();
    }

    internal sealed class Turn : IDisposable
    {
        public const int WaitingMax = 8;

        private readonly SemaphoreSlim one = new(1, 1);
        private int present;

        /// <summary>How many run or wait.</summary>
        public int Present => Volatile.Read(ref present);

        public void Dispose() => one.Dispose();

        /// <summary>Does the work when it is its turn, or refuses it where too many wait. Whoever waits holds nothing else meanwhile.</summary>
        public async Task<T> TakeAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
        {
            try
            {
                if (Interlocked.Increment(ref present) > 1 + WaitingMax) throw new DomainException(JournalErrors.VerificationRunning);
                await one.WaitAsync(cancellationToken);
                try
                {
                    return await work();
                }
                finally
                {
                    one.Release();
                }
            }
            finally
            {
                Interlocked.Decrement(ref present);
            }
        }
    }
}
