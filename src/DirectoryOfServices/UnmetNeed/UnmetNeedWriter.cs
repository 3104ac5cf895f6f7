using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Writes every few seconds, and when the process stops, what was looked for in vain; forgets the people of a day when it is over.</summary>
internal sealed partial class UnmetNeedWriter(
    UnmetNeedTally tally, IServiceScopeFactory scopes, TimeProvider time, ILogger<UnmetNeedWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private DateOnly forgottenOn;    // the day on which this replica last forgot who asked before

    private DateOnly Today => LondonTime.DateOf(time.GetUtcNow());

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
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
                await ForgetAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is written by StopAsync.
        }
    }

    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        var batch = tally.Take();
        if (batch.Searches.Count == 0) return;

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DirectoryDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await UnmetNeedBook.EnterAsync(db, batch, Today, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tally.Return(batch);
            NotWritten(logger, batch.Searches.Count, e.GetType().Name);
        }
    }

    internal async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var today = Today;
        if (today == forgottenOn) return;

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await AskerBook.ForgetAsync(scope.ServiceProvider.GetRequiredService<DirectoryDb>(), today, cancellationToken);
            forgottenOn = today;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            NotForgotten(logger, e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who asked on days that are over is forgotten later: {Reason}")]
    private static partial void NotForgotten(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} kinds of unmet need wait to be written: {Reason}")]
    private static partial void NotWritten(ILogger logger, int count, string reason);
}
