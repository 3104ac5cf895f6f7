using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Federation;

/// <summary>The external providers of the settings, by name.</summary>
internal sealed class Providers(IConfiguration configuration, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, Provider> byName = ProviderSettings.Read(configuration)
        .ToDictionary(settings => settings.Name, settings => new Provider(settings, new(settings, time), time), StringComparer.Ordinal);

    public IEnumerable<ProviderSettings> All => byName.Values.Select(provider => provider.Settings).OrderBy(settings => settings.DisplayName);

    public Provider Named(string name) =>
        byName.GetValueOrDefault(name) ?? throw new DomainException(FederationErrors.ProviderUnknown);

    public void Dispose()
    {
        foreach (var provider in byName.Values) provider.Dispose();
    }
}
