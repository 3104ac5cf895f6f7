using Microsoft.Extensions.Options;

namespace IntegratedCare.Identity.Keys;

/// <summary>Looks now and then whether the next key is due; before the first request there is one that can sign.</summary>
internal sealed class KeyRotation(
    IServiceScopeFactory scopes, IOptions<KeyPolicy> policy, TimeProvider time, ILogger<KeyRotation> logger)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(policy.Value.LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A key is due a day before it is needed: an hour without the database does no harm.
                logger.KeysNotReached(e);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeyKeeper>().ExtendIfDueAsync(cancellationToken);
    }
}
