using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>Offers times that came free to those who wait, and takes back what nobody answers. Every replica does; a service at a time is one's.</summary>
internal sealed partial class OfferWorker(IServiceScopeFactory scopes, ILogger<OfferWorker> logger) : BackgroundService
{
    /// <summary>Who holds the offered times: nobody can use such a hold but by the offer.</summary>
    public static readonly Caller Itself = new("client:scheduling", "Scheduling", "scheduling", null, null);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Takes back what lapsed, then offers what is free; how many offers were made.</summary>
    internal async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
            while (await scope.ServiceProvider.GetRequiredService<LapseOffers>().BatchAsync(cancellationToken) == LapseOffers.BatchMax) { }

        IReadOnlyList<Guid> services;
        await using (var scope = scopes.CreateAsyncScope())
            services = await scope.ServiceProvider.GetRequiredService<OfferTimes>().ServicesAsync(cancellationToken);

        var made = 0;
        foreach (var service in services)
        {
            // One service that cannot be offered holds up no other.
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                made += await scope.ServiceProvider.GetRequiredService<OfferTimes>().OfServiceAsync(new(service), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                NotOffered(logger, service, e.GetType().Name);
            }
        }

        return made;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Times of service {ServiceId} could not be offered to those who wait: {Reason}")]
    private static partial void NotOffered(ILogger logger, Guid serviceId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Offering times to those who wait is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
