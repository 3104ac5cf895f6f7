namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Loads the index at the start, keeps it near the present while nobody searches, and clears away stamps that everybody has seen.</summary>
internal sealed partial class SearchIndexCare(
    SearchIndex index, IndexReader database, TimeProvider time, ILogger<SearchIndexCare> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenPrunings = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var prunedAt = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(Beat);
        do
        {
            try
            {
                await index.CurrentAsync([], stoppingToken);
                if (time.GetUtcNow() - prunedAt < BetweenPrunings) continue;
                await database.PruneAsync(SearchIndex.StampsKept, stoppingToken);
                prunedAt = time.GetUtcNow();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Behind(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index could not look at the database")]
    private static partial void Behind(ILogger logger, Exception exception);
}
