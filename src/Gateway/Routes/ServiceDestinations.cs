using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace IntegratedCare.Gateway.Routes;

/// <summary>
/// Gives each service of the table its replicas, by Aspire's convention <c>services__NAME__http__0</c>, <c>…__1</c>,
/// and what holds for every service: who checks access, how its health is watched, how long an answer may take.
/// </summary>
internal sealed class ServiceDestinations(IConfiguration configuration) : IProxyConfigFilter
{
    private const string HealthSettings = "HealthChecks";

    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(30);

    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig origCluster, CancellationToken cancel) =>
        ValueTask.FromResult(origCluster with
        {
            Destinations = Replicas(origCluster.ClusterId),
            HealthCheck = origCluster.HealthCheck ?? Health(configuration),
            HttpRequest = origCluster.HttpRequest ?? new ForwarderRequestConfig { ActivityTimeout = SilenceMax },
        });

    /// <remarks>
    /// Each service guards its own endpoints by its own policies; the gateway does not repeat them. Nor does it count a
    /// whole request's time, which the service does: what it bounds is silence.
    /// </remarks>
    public ValueTask<RouteConfig> ConfigureRouteAsync(
        RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) =>
        ValueTask.FromResult(route with
        {
            AuthorizationPolicy = route.AuthorizationPolicy ?? "anonymous",
            TimeoutPolicy = route.TimeoutPolicy ?? "disable",
        });

    public static TimeSpan ReactivationPeriod(IConfiguration configuration) =>
        configuration.GetValue($"{HealthSettings}:Reactivation", TimeSpan.FromSeconds(5));

    private Dictionary<string, DestinationConfig> Replicas(string service) =>
        configuration.GetSection($"services:{service}:http").GetChildren()
            .Where(replica => !string.IsNullOrEmpty(replica.Value))
            .ToDictionary(
                replica => $"{service}-{replica.Key}",
                replica => new DestinationConfig { Address = replica.Value! });

    // "/alive" and not "/health": a replica whose broker is away still takes bookings, and says itself what it cannot do.
    private static HealthCheckConfig Health(IConfiguration configuration) => new()
    {
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
        Active = new()
        {
            Enabled = true,
            Path = "/alive",
            Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            Interval = configuration.GetValue($"{HealthSettings}:Interval", TimeSpan.FromSeconds(2)),
            Timeout = configuration.GetValue($"{HealthSettings}:Timeout", TimeSpan.FromSeconds(2)),
        },
        Passive = new()
        {
            Enabled = true,
            Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
            ReactivationPeriod = ReactivationPeriod(configuration),
        },
    };
}
