using System.Net;
using IntegratedCare.Gateway.Limits;
using IntegratedCare.Kernel.Auth;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Yarp.ReverseProxy.Health;

namespace IntegratedCare.Gateway.Routes;

/// <summary>Which paths the gateway forwards, and to which service: plain data in <c>routes.json</c>.</summary>
internal static class RouteTable
{
    private const string File = "routes.json";
    private const string Section = "ReverseProxy";

    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(2);

    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        // Beside the program and not in the working folder; beneath every other source, so that a setting may override it.
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory), Path = File, Optional = false,
        });

        // A replica taken out for its failures is not tried again before they are forgotten: by default a minute, too long
        // where there are few replicas.
        builder.Services.AddOptions<TransportFailureRateHealthPolicyOptions>()
            .Configure<IConfiguration>((policy, configuration) =>
                policy.DetectionWindowSize = ServiceDestinations.ReactivationPeriod(configuration));

        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection(Section))
            .AddConfigFilter<ServiceDestinations>()
            .AddTransforms(ForwardedHeaders.Apply)
            .ConfigureHttpClient((_, sockets) =>
            {
                sockets.ConnectTimeout = ConnectMax;
                sockets.AutomaticDecompression = DecompressionMethods.None;
            });
    }

    /// <summary>Forwards by the table: another replica where one refuses the connection, a problem where none answers.</summary>
    public static void MapRoutes(this WebApplication app) =>
        app.MapReverseProxy(forwarding =>
        {
            forwarding.Use(BodyLimit.RefuseAsync);
            forwarding.Use(UnansweredRequest.TellAsync);
            forwarding.Use(AnotherReplica.TryAsync);
            forwarding.UseLoadBalancing();
            forwarding.UsePassiveHealthChecks();
        });

    /// <summary>Whoever asks for what is not there hears so, signed in or not.</summary>
    public static void MapUnknownRoutes(this IEndpointRouteBuilder routes) =>
        routes.MapFallback("{**path}", (CancellationToken _) => TypedResults.NotFound())
            .AllowAnyone("There is nothing here to protect.").ExcludeFromDescription();
}
