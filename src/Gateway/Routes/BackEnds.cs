using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace IntegratedCare.Gateway.Routes;

/// <summary>The services behind the gateway, for the few questions that the gateway asks on its own account.</summary>
/// <remarks>Uses the forwarder's own connections, so that what is asked here is what callers would meet.</remarks>
internal sealed class BackEnds(IProxyStateLookup state)
{
    /// <summary>Every service of the route table, by name.</summary>
    public IReadOnlyList<string> Services =>
        [.. state.GetClusters().Select(service => service.ClusterId).Order(StringComparer.Ordinal)];

    public bool Knows(string service) => state.TryGetCluster(service, out _);

    /// <summary>The replicas of a service: those that look well, or all of them when none does.</summary>
    public IReadOnlyList<Uri> Replicas(string service, bool wellOnly)
    {
        if (!state.TryGetCluster(service, out var cluster)) return [];
        var replicas = cluster.DestinationsState;
        return [.. (wellOnly ? replicas.AvailableDestinations : replicas.AllDestinations).Select(AddressOf)];
    }

    public async Task<HttpResponseMessage> GetAsync(
        string service, Uri replica, string path, string? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(replica, path));
        if (authorization is not null) request.Headers.TryAddWithoutValidation(HeaderNames.Authorization, authorization);
        return await SendAsync(service, request, cancellationToken);
    }

    public Task<HttpResponseMessage> SendAsync(string service, HttpRequestMessage request, CancellationToken cancellationToken) =>
        state.TryGetCluster(service, out var cluster)
            ? cluster.Model.HttpClient.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"There is no service '{service}' in the route table.");

    private static Uri AddressOf(DestinationState replica) => new(replica.Model.Config.Address);
}
