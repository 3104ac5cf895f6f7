namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>Keeps the replica's suggestions a few seconds behind the directory.</summary>
internal sealed partial class SuggestionCare(SuggestionBook book, ILogger<SuggestionCare> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await book.FollowAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Behind(logger, e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Suggestions stay as they are: {Reason}")]
    private static partial void Behind(ILogger logger, string reason);
}
