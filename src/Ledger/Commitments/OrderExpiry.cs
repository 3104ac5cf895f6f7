using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Commitments;

/// <summary>Releases orders whose last day is over.</summary>
/// <remarks>
/// Every replica looks; each order is released in a transaction of its own under the fund's journal, where the second who comes finds that it has
/// ended. May be killed at any line: what was not committed is done by the next look.
/// </remarks>
internal sealed partial class OrderExpiry(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<OrderExpiry> logger) : BackgroundService
{
    private const int BatchMax = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(scopes, LondonTime.DateOf(time.GetUtcNow()), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>One look; how many orders were released.</summary>
    internal static async Task<int> SweepAsync(IServiceScopeFactory scopes, DateOnly today, CancellationToken cancellationToken)
    {
        List<(string FundCode, OrderId Id)> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var orders = await scope.ServiceProvider.GetRequiredService<LedgerDb>().Orders.AsNoTracking()
                .Where(o => o.State == OrderState.Pending && o.ExpiresOn < today)
                .OrderBy(o => o.ExpiresOn).ThenBy(o => o.Id).Take(BatchMax).ToListAsync(cancellationToken);
            due = orders.ConvertAll(o => (o.FundCode, o.Id));
        }

        var released = 0;
        foreach (var (fund, id) in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await ExpireAsync(scope.ServiceProvider, fund, id, today, cancellationToken)) released++;
        }

        return released;
    }

    private static async Task<bool> ExpireAsync(
        IServiceProvider services, string fund, OrderId id, DateOnly today, CancellationToken cancellationToken)
    {
        var (db, book) = (services.GetRequiredService<LedgerDb>(), services.GetRequiredService<OrderBook>());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await services.GetRequiredService<Bookkeeper>().TakeAsync(fund, cancellationToken) is not { } head) return false;
        var order = await book.TakeAsync(fund, id.Value, cancellationToken);
        if (order.State != OrderState.Pending) return false;
        order.EndByExpiry(book.Post(head, order, order.Expire(today), by: null));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Releasing of expired orders is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
