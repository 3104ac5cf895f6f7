using IntegratedCare.Kernel.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>Sees to it that the service has its data keys before the first request, and hears of those that other replicas make.</summary>
/// <remarks>
/// A database that is away at the start is waited for, as everywhere else; keys that are not this place's end the process, before it has written
/// anything.
/// </remarks>
internal sealed partial class DataKeyCare(
    IServiceScopeFactory scopes, DataKeyRing ring, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DataKeyCare> logger)
    : BackgroundService
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);

    private bool isEnsured;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await EnsureAsync(cancellationToken);
        }
        catch (Exception e) when (ProblemExceptionHandler.IsDatabaseAway(e))
        {
            Postponed(logger, e.GetBaseException().GetType().Name);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(isEnsured ? RefreshEvery : TryAgainAfter, time, stoppingToken);
            try
            {
                if (isEnsured) await Task.Run(ring.Refresh, stoppingToken);
                else await EnsureAsync(stoppingToken);
            }
            catch (WrongPersonalDataKeyException wrong)
            {
                WrongKey(logger, wrong.Message);
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetBaseException().GetType().Name);
            }
        }
    }

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DataKeyKeeper>().EnsureAsync(cancellationToken);
        isEnsured = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking after the data keys is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}")]
    private static partial void WrongKey(ILogger logger, string reason);
}
