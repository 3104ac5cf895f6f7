using System.Globalization;

namespace Aspire.Hosting;

/// <summary>What Program.cs says about a project. Aspire's generic signatures, of which only a project can be meant here.</summary>
internal static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.Set((variables, _) =>
        {
            variables[name] = value ?? "";
            return ValueTask.CompletedTask;
        });

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value)
        where T : IResourceWithEnvironment => builder.Set(name, value);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Set(name, parameter.Resource);

    /// <summary>Tells the connection string as <c>ConnectionStrings__name</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null)
        where TDestination : IResourceWithEnvironment =>
        builder.Set($"ConnectionStrings__{connectionName ?? source.Resource.Name}", source.Resource);

    /// <summary>Tells where each replica listens, as <c>services__name__http__0</c> and so on.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var endpoint = Project(source).HttpEndpoint;
        return builder.Set((variables, _) =>
        {
            foreach (var (index, address) in (endpoint.Addresses ?? [endpoint.First]).Index())
                variables[string.Create(CultureInfo.InvariantCulture, $"services__{source.Resource.Name}__http__{index}")] =
                    address.GetLeftPart(UriPartial.Authority);
            return ValueTask.CompletedTask;
        });
    }

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : IResourceWithArgs
    {
        Project(builder).Arguments.AddRange(args);
        return builder;
    }

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        Project(builder).Waits.Add(new Wait(dependency.Resource, ForCompletion: false));
        return builder;
    }

    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        Project(builder).Waits.Add(new Wait(dependency.Resource, ForCompletion: true));
        return builder;
    }

    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null)
        where T : IResourceWithEndpoints
    {
        var project = Project(builder);
        (project.HasHttpEndpoint, project.FixedPort) = (true, port);
        return builder;
    }

    /// <summary>A port for another protocol than HTTP; the process reads in <paramref name="env"/> which one it is.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string scheme, string name, string env)
        where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointReference(builder.Resource, name);
        Project(builder).Ports.Add((endpoint, scheme));
        return builder.Set(async (variables, cancellationToken) =>
            variables[env] = await endpoint.Property(EndpointProperty.Port).GetValueAsync(cancellationToken) ?? "");
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints =>
        Project(builder).Ports.Find(port => port.Endpoint.EndpointName == name).Endpoint
        ?? throw new DistributedApplicationException($"{builder.Resource.Name} has no endpoint named {name}.");

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        Project(builder).IsExternal = true;
        return builder;
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null)
        where T : IResourceWithEndpoints
    {
        Project(builder).HealthPath = path ?? "/";
        return builder;
    }

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, IValueProvider value)
        where T : IResourceWithEnvironment =>
        builder.Set(async (variables, cancellationToken) => variables[name] = await value.GetValueAsync(cancellationToken) ?? "");

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, EnvironmentEntry entry) where T : IResource
    {
        Project(builder).Environment.Add(entry);
        return builder;
    }

    private static ProjectResource Project<T>(IResourceBuilder<T> builder) where T : IResource =>
        builder.Resource as ProjectResource
        ?? throw new DistributedApplicationException($"{builder.Resource.Name} is not a project: only Aspire can do this with it.");
}
