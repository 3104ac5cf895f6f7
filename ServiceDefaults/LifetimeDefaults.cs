using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegratedCare.ServiceDefaults;

internal static class LifetimeDefaults
{
    private static readonly TimeSpan ShutdownMax = TimeSpan.FromSeconds(20);

    public static void AddLifetimeDefaults(this WebApplicationBuilder builder) =>
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = ShutdownMax;
            // A process without its relay or its scheduler looks well and loses work: better gone, and started again.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost;
        });
}
