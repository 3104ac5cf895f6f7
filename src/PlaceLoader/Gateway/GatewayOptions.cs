using Microsoft.Extensions.Configuration;

namespace IntegratedCare.PlaceLoader.Gateway;

/// <summary>Which gateway to load through, as whom, and for how long to wait while it is not ready.</summary>
internal sealed record GatewayOptions(Uri Address, string ClientSecret)
{
    public const string ClientId = "place-loader";
    public const string AddressKey = "services:gateway:http:0";
    public const string SecretKey = "Identity:ClientSecret";
    public const string DemonstrationKey = "Demonstration:Enabled";

    /// <summary>True when the system is in demonstration mode: only then does Identity take personas.</summary>
    public bool IsDemonstration { get; init; }

    public TimeSpan PatienceMax { get; init; } = TimeSpan.FromSeconds(90);
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);
    public TimeSpan PauseMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Null when the address or the secret is not configured; the reason goes to <paramref name="errors"/>.</summary>
    public static GatewayOptions? From(CommandLine command, IConfiguration configuration, TextWriter errors)
    {
        var address = command.Gateway ?? configuration[AddressKey];
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            errors.WriteLine($"No gateway address: give --gateway URL or set {AddressKey.Replace(":", "__")}.");
            return null;
        }
        if (configuration[SecretKey] is not { Length: > 0 } secret)
        {
            errors.WriteLine($"No secret for the client '{ClientId}': set {SecretKey.Replace(":", "__")}.");
            return null;
        }
        return new(uri, secret) { IsDemonstration = configuration.GetValue(DemonstrationKey, defaultValue: false) };
    }
}
