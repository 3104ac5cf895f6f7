namespace IntegratedCare.Ledger.Charges;

/// <summary>Goes on where a change of a fund has settled the first of the bookings that waited for it: batch by batch, until none is left.</summary>
/// <remarks>
/// Every replica looks; a batch is one transaction, and what one replica has locked another passes over. May be killed at any line: what was not
/// committed is found by the next look.
/// </remarks>
internal sealed partial class UnfundedSettling(IServiceScopeFactory scopes, ILogger<UnfundedSettling> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SettleAsync(scopes, stoppingToken) == ChargeBook.BatchMax)
                {
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>One batch; how many bookings it settled.</summary>
    internal static async Task<int> SettleAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LedgerDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var settled = await scope.ServiceProvider.GetRequiredService<ChargeBook>().SettleUnfundedAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return settled;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Settling of bookings that waited for a fund is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
