using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace IntegratedCare.ServiceDefaults.HttpClients;

/// <summary>
/// Where each service listens, by Aspire's convention: <c>services__NAME__SCHEME__0</c>, <c>…__1</c>, one for each instance.
/// </summary>
internal sealed class ServiceAddresses : IDisposable
{
    private readonly IConfiguration configuration;
    private readonly ConcurrentDictionary<(string Scheme, string Name), Rotation> rotations = [];
    private readonly IDisposable reloads;

    public ServiceAddresses(IConfiguration configuration)
    {
        this.configuration = configuration;
        reloads = ChangeToken.OnChange(configuration.GetReloadToken, rotations.Clear);
    }

    /// <summary>
    /// A single word without a port names a service; anything else is an address already and stays as it is.
    /// </summary>
    public static bool IsServiceName(Uri uri) =>
        (uri.IsDefaultPort || uri.Port == -1) && !uri.IsLoopback
        && uri.HostNameType == UriHostNameType.Dns && !uri.Host.Contains('.', StringComparison.Ordinal);

    /// <summary>The next instance of the service in turn, with the path and query that were asked for.</summary>
    public Uri Resolve(Uri uri)
    {
        var rotation = rotations.GetOrAdd((uri.Scheme, uri.Host), service => Find(service.Scheme, service.Name));
        var asked = uri.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
        return new Uri(rotation.Next(), asked);
    }

    public void Dispose() => reloads.Dispose();

    private Rotation Find(string schemes, string name)
    {
        foreach (var scheme in schemes.Split('+'))
        {
            Uri[] instances = [.. configuration.GetSection($"services:{name}:{scheme}").GetChildren().Select(Instance)];
            if (instances.Length > 0) return new Rotation(instances);
        }

        throw new InvalidOperationException(
            $"The service '{name}' has no known address: set services__{name}__{schemes.Split('+')[0]}__0.");
    }

    private static Uri Instance(IConfigurationSection setting) =>
        Uri.TryCreate(setting.Value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new InvalidOperationException(
                $"The setting '{setting.Path}' is not an http or https address: '{setting.Value}'.");

    private sealed class Rotation(Uri[] instances)
    {
        private uint turn = uint.MaxValue;

        public Uri Next() => instances[Interlocked.Increment(ref turn) % (uint)instances.Length];
    }
}
