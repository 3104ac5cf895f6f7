namespace IntegratedCare.Identity.Demonstration;

internal static class DemonstrationServices
{
    public static void AddDemonstrationMode(this WebApplicationBuilder builder)
    {
        // Read when the host starts and not here: a test, like an environment, may still have its say.
        builder.Services.AddSingleton(services => DemonstrationMode.Read(
            services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>()));
        builder.Services.AddHostedService<DemonstrationGuard>();
    }

    /// <summary>Has the mode read at the start, so that a forbidden one stops it there and not at the first sign-in.</summary>
    private sealed class DemonstrationGuard(DemonstrationMode mode, ILogger<DemonstrationGuard> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (mode.IsOn) logger.DemonstrationIsOn();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

internal static partial class DemonstrationLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Demonstration mode is on: personas sign in without a password")]
    public static partial void DemonstrationIsOn(this ILogger logger);
}
