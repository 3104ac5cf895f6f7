using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegratedCare.Architecture.Tests.Endpoints;

/// <summary>The endpoints of a project as its own program maps them.</summary>
internal static class RouteTables
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<RouteEndpoint>>> Read = new();

    /// <summary>The name under which a project's tokens are issued and its paths stand.</summary>
    public static string NameOf(string project) => project switch { "DirectoryOfServices" => "directory", _ => project.ToLowerInvariant() };

    public static IReadOnlyList<RouteEndpoint> Of(string project) => Read.GetOrAdd(project, name => new(() =>
    {
        var anchor = Assembly.Load(name).GetExportedTypes().First(t => t is { IsClass: true, IsAbstract: false });
        var method = typeof(RouteTables).GetMethod(nameof(ReadWith), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (IReadOnlyList<RouteEndpoint>)method.MakeGenericMethod(anchor)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    })).Value;

    public static bool IsProbe(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText is "/health" or "/alive";

    // Only the routes are wanted, so nothing but the web server starts and no other server is needed.
    private static List<RouteEndpoint> ReadWith<TAnchor>() where TAnchor : class
    {
        using var original = new WebApplicationFactory<TAnchor>();
        using var factory = original.WithWebHostBuilder(web => web.UseSetting("Session:ClientSecret", new string('x', 40)).ConfigureTestServices(services =>
        {
            foreach (var hosted in services.Where(s => s.ServiceType == typeof(IHostedService)
                && s.ImplementationType?.Name != "GenericWebHostService").ToList())
            {
                services.Remove(hosted);
            }
        }));
        var endpoints = factory.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.NotEmpty(endpoints);
        return endpoints;
    }
}
