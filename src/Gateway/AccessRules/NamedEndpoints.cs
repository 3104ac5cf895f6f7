using System.Text.Json;
using IntegratedCare.Gateway.Documentation;
using IntegratedCare.Gateway.Routes;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.AccessRules;

/// <summary>Every endpoint of the place with the policy that it names, or the reason why it is open.</summary>
internal sealed class NamedEndpoints(BackEnds backEnds, ServiceDescriptions descriptions, EndpointDataSource own)
{
    /// <summary>One endpoint; it has a policy or is open, as its service says.</summary>
    public sealed record Named(EndpointView Endpoint, string? Policy, string? OpenBecause);

    public async Task<(IReadOnlyList<Named> Endpoints, IReadOnlyList<string> Undescribed)> FindAsync(CancellationToken cancellationToken)
    {
        var endpoints = OfGateway().ToList();
        var undescribed = new List<string>();
        var asked = backEnds.Services.Select(async service => (service, Json: await descriptions.FindAsync(service, cancellationToken))).ToList();
        foreach (var (service, json) in await Task.WhenAll(asked))
        {
            if (json is null) undescribed.Add(service);
            else endpoints.AddRange(OfService(service, json));
        }

        return (endpoints, undescribed);
    }

    private static List<Named> OfService(string service, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("paths", out var paths)) return [];
        return [.. paths.EnumerateObject().SelectMany(
            path => path.Value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object),
            (path, operation) => new Named(
                new(service, operation.Name.ToUpperInvariant(), path.Name),
                TextOf(operation.Value, "x-policy"), TextOf(operation.Value, "x-open-because")))];
    }

    // What the forwarder maps has no methods of its own and stands in the services' descriptions; pages and assets explain themselves.
    private IEnumerable<Named> OfGateway() =>
        from endpoint in own.Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select new Named(
            new(ServiceDescriptions.Gateway, method, $"/{endpoint.RoutePattern.RawText?.Trim('/')}"),
            endpoint.Metadata.GetMetadata<Policy>()?.Name, endpoint.Metadata.GetMetadata<OpenToAnyone>()?.Reason);

    private static string? TextOf(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
