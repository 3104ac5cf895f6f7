using Microsoft.AspNetCore.HttpsPolicy;

namespace IntegratedCare.Gateway.Security;

/// <summary>Sends browsers that come without encryption to the encrypted door, where there is one (setting <c>Https:Port</c>).</summary>
/// <remarks>Which certificate stands there, and which addresses are listened at, are Kestrel's own settings (<c>Kestrel:Endpoints</c>).</remarks>
internal static class SecureTransport
{
    private const string Port = "Https:Port";

    public static void AddSecureTransport(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<HttpsRedirectionOptions>().Configure<IConfiguration>((redirection, configuration) =>
        {
            redirection.HttpsPort = configuration.GetValue<int?>(Port);
            redirection.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;    // a POST stays one
        });

    public static void UseSecureTransport(this WebApplication app)
    {
        if (app.Configuration[Port] is null) return;

        // Whoever watches the process asks its plain address, and may not know the certificate's.
        app.UseWhen(context => context.Request.Path != "/alive" && context.Request.Path != "/health",
            insecure => insecure.UseHttpsRedirection());
    }
}
