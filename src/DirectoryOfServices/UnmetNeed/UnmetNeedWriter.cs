namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Writes every few seconds, and when the process stops, what was looked for in vain.</summary>
internal sealed partial class UnmetNeedWriter(
    UnmetNeedTally tally, IServiceScopeFactory scopes, ILogger<UnmetNeedWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is written by StopAsync.
        }
    }

    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        var counts = tally.Take();
        if (counts.Count == 0) return;

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DirectoryDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await UnmetNeedBook.EnterAsync(db, counts, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tally.Return(counts);
            NotWritten(logger, counts.Count, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} kinds of unmet need wait to be written: {Reason}")]
    private static partial void NotWritten(ILogger logger, int count, string reason);
}
