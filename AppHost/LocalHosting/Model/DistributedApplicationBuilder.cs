using IntegratedCare.AppHost.LocalHosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

internal interface IDistributedApplicationBuilder
{
    /// <summary>Options of the command line and variables of the environment.</summary>
    ConfigurationManager Configuration { get; }

    IHostEnvironment Environment { get; }

    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    DistributedApplication Build();
}

/// <summary>The model is wrong, in a way that its author and not its user must mend.</summary>
internal sealed class DistributedApplicationException(string message) : Exception(message);

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly List<IResource> resources = [];

    internal DistributedApplicationBuilder(string[] args)
    {
        CommandLine = CommandLine.Parse(args);
        Configuration.AddEnvironmentVariables();
        Configuration.AddInMemoryCollection(CommandLine.Settings);
        Environment = new LocalEnvironment(
            Configuration["DOTNET_ENVIRONMENT"] ?? Configuration["ASPNETCORE_ENVIRONMENT"] ?? Environments.Development);
        Secrets = new SecretStore();
    }

    public ConfigurationManager Configuration { get; } = new();

    public IHostEnvironment Environment { get; }

    internal CommandLine CommandLine { get; }

    internal SecretStore Secrets { get; }

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (resources.Exists(other => other.Name == resource.Name))
            throw new DistributedApplicationException($"There are two resources named {resource.Name}.");
        resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build() => new(new LocalApplication(CommandLine, Environment.EnvironmentName, Secrets, resources));

    private sealed class LocalEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "AppHost";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
