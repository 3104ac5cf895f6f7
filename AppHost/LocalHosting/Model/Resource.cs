namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the system: a server, a database, a process or a value.</summary>
internal interface IResource
{
    string Name { get; }
}

/// <summary>What can be told to start only after others.</summary>
internal interface IResourceWithWaitSupport : IResource;

/// <summary>What listens somewhere.</summary>
internal interface IResourceWithEndpoints : IResource;

/// <summary>What is started with environment variables.</summary>
internal interface IResourceWithEnvironment : IResource;

/// <summary>What is started with arguments.</summary>
internal interface IResourceWithArgs : IResource;

/// <summary>What others find by name.</summary>
internal interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A value that is known only while the system runs.</summary>
internal interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken);
}

/// <summary>In Aspire, a value that a deployment manifest can name; here it only keeps the same signatures.</summary>
internal interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}

/// <summary>What others connect to by a connection string.</summary>
internal interface IResourceWithConnectionString : IResource, IValueProvider, IManifestExpressionProvider
{
    ReferenceExpression ConnectionStringExpression { get; }

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ConnectionStringExpression.GetValueAsync(cancellationToken);
}

internal abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;
}

/// <summary>A resource while the model is being written.</summary>
internal interface IResourceBuilder<out T> where T : IResource
{
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    T Resource { get; }
}

internal sealed record ResourceBuilder<T>(IDistributedApplicationBuilder ApplicationBuilder, T Resource) : IResourceBuilder<T>
    where T : IResource;
