namespace IntegratedCare.Gateway.Sessions;

/// <summary>How the gateway proves to the identity service that it is the gateway (<c>Session:ClientSecret</c>).</summary>
internal sealed record SessionSettings(string ClientSecret)
{
    private const string Setting = "Session:ClientSecret";

    public static SessionSettings Read(IConfiguration configuration) =>
        new(configuration[Setting] is { Length: > 0 } secret
            ? secret
            : throw new InvalidOperationException(
                $"{Setting} is not set: without it nobody can be signed in at a browser. Identity knows it as Clients:gateway:Secret."));

    /// <summary>Never the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => Setting;
}
