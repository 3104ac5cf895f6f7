using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

internal enum EndpointProperty
{
    Url,
    Host,
    Port,
}

/// <summary>Where a resource listens. Which port that is, is known once the system runs.</summary>
internal sealed class EndpointReference(IResource resource, string endpointName) : IValueProvider, IManifestExpressionProvider
{
    public IResource Resource { get; } = resource;

    public string EndpointName { get; } = endpointName;

    public string ValueExpression => $"{{{Resource.Name}.bindings.{EndpointName}.url}}";

    /// <summary>One address for each replica; null: not chosen yet.</summary>
    internal IReadOnlyList<Uri>? Addresses { get; set; }

    internal Uri First => Addresses is [var first, ..]
        ? first
        : throw new DistributedApplicationException($"The address of {Resource.Name} is not known yet: what needs it must wait for it.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);
}

/// <summary>One part of an endpoint's address.</summary>
internal sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property)
    : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression =>
        $"{{{endpoint.Resource.Name}.bindings.{endpoint.EndpointName}.{property.ToString().ToLowerInvariant()}}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(property switch
    {
        EndpointProperty.Url => endpoint.First.GetLeftPart(UriPartial.Authority),
        EndpointProperty.Host => endpoint.First.Host,
        EndpointProperty.Port => endpoint.First.Port.ToString(CultureInfo.InvariantCulture),
    });
}
