using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Idempotency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Forgets handled messages and idempotency keys once nobody can repeat them any more.</summary>
internal sealed partial class InboxSweeper(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<InboxSweeper> logger) : BackgroundService
{
    // Longer than any redelivery, and than an operator takes to replay an error queue.
    private static readonly TimeSpan InboxAgeMax = TimeSpan.FromDays(30);

    // Callers are promised a day; two leave room for a clock that is off.
    private static readonly TimeSpan KeyAgeMax = TimeSpan.FromDays(2);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<KernelDb>();
                var now = time.GetUtcNow();
                await db.Set<InboxMessage>().Where(m => m.HandledAt < now - InboxAgeMax).ExecuteDeleteAsync(stoppingToken);
                await db.Set<IdempotencyRecord>().Where(r => r.CreatedAt < now - KeyAgeMax).ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
